package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Stored;
import org.junit.jupiter.api.Test;

class DenseOrderTest {
  private final DenseOrder guarantee = new DenseOrder();

  @Test
  void aGapIsAViolation() {
    bites(Run.empty().stored(1, "ann").stored(3, "ann"), "after seq 1 comes");
  }

  @Test
  void aSeqGivenTwiceIsAViolation() {
    Run run = Run.empty().stored(1, "ann");
    run.recorder.note(new Stored(Run.CHAT, 1, 3, "m2", "bob", "c2", false));
    bites(run, "after seq 1 comes");
  }

  @Test
  void aVerThatDoesNotGrowIsAViolation() {
    Run run = Run.empty().stored(1, "ann");
    run.recorder.note(new Stored(Run.CHAT, 2, 2, "m2", "bob", "c2", false));
    bites(run, "ver does not grow");
  }

  @Test
  void anotherMessageUnderTheSameSeqOnOneDeviceIsAViolation() {
    Run run = Run.empty().stored(1, "ann").stored(2, "bob");
    bites(run.received("ann", 1).received("bob", 2, 1), "Place[conversation=chat, seq=1]");
  }

  @Test
  void aNewMessageBelowWhatADeviceHasSeenIsAViolation() {
    Run run = Run.empty().stored(1, "ann").stored(2, "bob").received("bob", 2).received("bob", 1);
    bites(run, "ver 3 was there before");
  }

  @Test
  void aRepetitionOfWhatADeviceHasSeenIsNone() {
    Run run = Run.good().received("bob", 1).received("bob", 3);
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).startsWith(what));
  }
}
