package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Member;
import io.viatra.chat.testkit.guarantee.History.Outcome;
import io.viatra.chat.testkit.guarantee.History.Sent;
import io.viatra.chat.testkit.guarantee.History.Stored;
import org.junit.jupiter.api.Test;

class NothingLostTest {
  private final NothingLost guarantee = new NothingLost();

  @Test
  void anAckedMessageThatIsNotStoredIsLost() {
    bites(Run.empty().sent(1, "ann", Outcome.ACKED), "acked but not stored");
  }

  @Test
  void anAckWithAnIdThatNobodyStoredIsLost() {
    Run run = Run.empty().stored(1, "ann").received("ann", 1).received("bob", 1);
    run.recorder.note(new Sent(Run.CHAT, "ann", "c1", Outcome.ACKED, "m9"));
    bites(run, "acked but not stored");
  }

  @Test
  void aStoredMessageThatAListenerNeverReceivedIsLost() {
    bites(Run.empty().stored(1, "ann").received("ann", 1), "bob never received");
  }

  @Test
  void aRefusedMessageThatIsStoredIsAViolation() {
    Run run = Run.empty().sent(1, "ann", Outcome.REFUSED).stored(1, "ann");
    bites(run.received("ann", 1).received("bob", 1), "refused but stored");
  }

  @Test
  void aReceivedMessageThatIsNotStoredIsAViolation() {
    bites(Run.empty().received("bob", 1), "received but not stored");
  }

  @Test
  void aLateMemberIsOwedOnlyWhatCameAfterJoining() {
    Run run = Run.good();
    run.recorder.note(new Member(Run.CHAT, "dan", 2, true));
    run.received("dan", 3);
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  @Test
  void aDeletedMessageIsOwedToNobody() {
    Run run = Run.empty();
    run.recorder.note(new Stored(Run.CHAT, 1, 2, "m1", "ann", "c1", true));
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).startsWith(what));
  }
}
