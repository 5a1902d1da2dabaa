package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Receipt;
import org.junit.jupiter.api.Test;

class ReceiptsReachSenderTest {
  private final ReceiptsReachSender guarantee = new ReceiptsReachSender();

  @Test
  void anAuthorWhoIsNeverToldIsAViolation() {
    Run run = Run.empty().stored(1, "ann").marked("bob", Receipt.DELIVERED, 1);
    bites(run, "up to 0, not up to 1");
  }

  @Test
  void anAuthorToldOfTooLittleIsAViolation() {
    Run run = Run.empty().stored(1, "ann").stored(2, "ann").marked("bob", Receipt.DELIVERED, 2);
    bites(run.told("ann", "bob", Receipt.DELIVERED, 1), "up to 1, not up to 2");
  }

  @Test
  void aReadThatArrivesAsDeliveredIsAViolation() {
    Run run = Run.empty().stored(1, "ann").marked("bob", Receipt.READ, 1);
    bites(run.told("ann", "bob", Receipt.DELIVERED, 1), "up to 0, not up to 1");
  }

  @Test
  void aReceiptForMoreThanWasMarkedIsAViolation() {
    Run run = Run.empty().stored(1, "ann").stored(2, "ann").marked("bob", Receipt.DELIVERED, 1);
    bites(run.told("ann", "bob", Receipt.DELIVERED, 2), "says 2, but marked is 1");
  }

  @Test
  void nobodyIsToldAboutTheirOwnMessagesOrWhileNotListening() {
    Run run = Run.empty().stored(1, "bob").stored(2, "cid").marked("bob", Receipt.READ, 2);
    assertThat(guarantee.violations(run.history())).isEmpty();
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).endsWith(what));
  }
}
