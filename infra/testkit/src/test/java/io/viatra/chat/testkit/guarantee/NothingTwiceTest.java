package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Stored;
import org.junit.jupiter.api.Test;

class NothingTwiceTest {
  private final NothingTwice guarantee = new NothingTwice();

  @Test
  void theSameRowTwiceIsAViolation() {
    bites(Run.empty().stored(1, "ann").stored(1, "ann"), "stored twice");
  }

  @Test
  void oneIntentWithTwoMessagesIsAViolation() {
    Run run = Run.empty().stored(1, "ann");
    run.recorder.note(new Stored(Run.CHAT, 2, 3, "m2", "ann", "c1", false));
    bites(run, "one intent, two messages");
  }

  @Test
  void aSecondNumberOnASocketIsAViolation() {
    Run run = Run.empty().stored(1, "ann").received("bob", 1).received("bob", 1, 2);
    assertThat(guarantee.violations(run.history()))
        .extracting(Violation::what)
        .satisfiesExactly(
            seq -> assertThat(seq).startsWith("two seqs of one message"),
            ver -> assertThat(ver).startsWith("two vers of one message"));
  }

  @Test
  void theSameEventDeliveredAgainIsNone() {
    Run run = Run.good().received("bob", 2).received("bob", 2);
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).startsWith(what));
  }
}
