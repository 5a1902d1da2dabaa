package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Notice;
import org.junit.jupiter.api.Test;

class ExactlyOnePushTest {
  private final ExactlyOnePush guarantee = new ExactlyOnePush();

  @Test
  void anOwedPushThatNeverCameIsAViolation() {
    bites(owed(Run.empty(), "cid", 1), "never pushed");
  }

  @Test
  void aPushTwiceIsAViolation() {
    bites(Run.good().pushed("cid", 3), "pushed twice");
  }

  @Test
  void aPushToOneWhoWasThereIsAViolation() {
    bites(Run.good().pushed("bob", 3), "pushed though not owed");
  }

  @Test
  void aPushToTheSenderIsAViolation() {
    Run run = owed(Run.empty().stored(1, "ann"), "ann", 1).pushed("ann", 1);
    bites(run, "pushed to its sender");
  }

  @Test
  void oneForALaterMessagePaysForTheEarlierOnes() {
    Run run = owed(owed(Run.empty(), "cid", 1), "cid", 2).pushed("cid", 2);
    assertThat(guarantee.violations(run.history())).isEmpty();
    bites(owed(owed(Run.empty(), "cid", 1), "cid", 2).pushed("cid", 1), "never pushed");
  }

  @Test
  void eachDeviceOfAUserIsNotifiedOnItsOwn() {
    Run run = Run.good();
    run.recorder.note(new Notice.Pushed("cid", "cid-tablet-token", Run.CHAT, 3));
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  private static Run owed(Run run, String user, long seq) {
    run.recorder.note(new Notice.PushOwed(user, Run.CHAT, seq));
    return run;
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).startsWith(what));
  }
}
