package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Outcome;
import org.junit.jupiter.api.Test;

class GuaranteeTest {
  @Test
  void aGoodRunBreaksNothing() {
    assertThat(Guarantee.check(Run.good().history())).isEmpty();
  }

  @Test
  void anEmptyHistoryBreaksNothing() {
    assertThat(Guarantee.check(Run.empty().history())).isEmpty();
  }

  @Test
  void anUnknownOutcomeMayHaveHappenedOrNot() {
    Run happened = Run.empty().sent(1, "ann", Outcome.UNKNOWN).stored(1, "ann");
    happened.received("ann", 1).received("bob", 1);
    assertThat(Guarantee.check(happened.history())).isEmpty();
    Run not = Run.empty().sent(1, "ann", Outcome.UNKNOWN);
    assertThat(Guarantee.check(not.history())).isEmpty();
  }

  @Test
  void violationsOfAllGuaranteesAreNamed() {
    History history = Run.good().sent(4, "ann", Outcome.ACKED).unread("ann", 9).history();
    assertThat(Guarantee.check(history))
        .extracting(Violation::guarantee)
        .containsExactly("NothingLost", "UnreadEqualsModel");
  }
}
