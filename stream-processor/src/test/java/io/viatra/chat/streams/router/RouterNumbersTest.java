package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RouterNumbersTest {
  private static final UUID ID = new UUID(7, 9);

  @Test
  void aHeadsNumbersAreReadFromItsRow() {
    assertThat(RouterNumbers.conversationOfHead(StateKeys.head(ID).get())).isEqualTo(ID);
    assertThat(RouterNumbers.head(StateValues.head(Head.NONE.message(9, 7, 0, true))))
        .isEqualTo(new RouterNumbers.OfHead(9, 7));
  }

  @Test
  void unreadIsWhatTheRouterTells() {
    var key = StateKeys.inbox("ben", ID).get();
    var row = InboxRow.NONE.joined(1, 2, 2, 2).wrote(4).receipt(5, 3);
    var head = Head.NONE.message(8, 7, 0, true).deleted(9, 6);
    assertThat(RouterNumbers.conversationOfInbox(key)).isEqualTo(ID);
    assertThat(RouterNumbers.userOfInbox(key)).isEqualTo("ben");
    assertThat(RouterNumbers.member(StateValues.inbox(row), StateValues.head(head)))
        .isEqualTo(new RouterNumbers.OfMember(true, 5, 3, 2));
    assertThat(RouterNumbers.member(StateValues.inbox(row), null))
        .isEqualTo(new RouterNumbers.OfMember(true, 5, 3, 0));
  }

  @Test
  void whatIsNoRowOfOursIsNone() {
    assertThat(RouterNumbers.conversationOfHead(new byte[17])).isNull();
    assertThat(RouterNumbers.conversationOfInbox(new byte[16])).isNull();
    assertThat(RouterNumbers.head(new byte[] {1})).isNull();
    assertThat(RouterNumbers.member(new byte[] {2, 1}, null)).isNull();
    assertThat(RouterNumbers.member(StateValues.inbox(InboxRow.NONE), new byte[] {7})).isNull();
    assertThat(RouterNumbers.headsLog("chat")).isEqualTo("chat-router-heads-changelog");
    assertThat(RouterNumbers.inboxLog("chat")).isEqualTo("chat-router-inbox-changelog");
  }
}
