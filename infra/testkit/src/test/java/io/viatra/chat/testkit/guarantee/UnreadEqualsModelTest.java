package io.viatra.chat.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.guarantee.History.Member;
import io.viatra.chat.testkit.guarantee.History.Receipt;
import io.viatra.chat.testkit.guarantee.History.Stored;
import org.junit.jupiter.api.Test;

class UnreadEqualsModelTest {
  private final UnreadEqualsModel guarantee = new UnreadEqualsModel();

  @Test
  void oneTooManyAndOneTooFewAreViolations() {
    bites(Run.good().unread("cid", 4), "the model says 3");
    bites(Run.good().unread("cid", 2), "the model says 3");
  }

  @Test
  void ownAndDeletedMessagesDoNotCount() {
    Run run = Run.empty().stored(1, "ann").stored(2, "bob");
    run.recorder.note(new Stored(Run.CHAT, 3, 4, "m3", "bob", "c3", true));
    bites(run.unread("ann", 2), "the model says 1");
  }

  @Test
  void whatWasReadAndWhatCameBeforeJoiningDoNotCount() {
    Run run = Run.good().marked("cid", Receipt.READ, 2).marked("cid", Receipt.READ, 1);
    run.marked("cid", Receipt.DELIVERED, 3);
    run.recorder.note(new Member(Run.CHAT, "dan", 2, false));
    bites(run.unread("dan", 1), "Unread[user=cid, conversation=chat, count=3], the model says 1");
  }

  @Test
  void anOutsiderHasNothingUnread() {
    bites(Run.good().unread("eve", 3), "the model says 0");
  }

  private void bites(Run run, String what) {
    assertThat(guarantee.violations(run.history()))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).endsWith(what));
  }
}
