package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SequencerNumbersTest {
  private static final UUID ID = new UUID(7, 9);

  @Test
  void aConversationsNumbersAreReadFromItsRow() {
    var row =
        new Conversation(
            ID, ConversationType.GROUP, 12, 8, 3, Instant.EPOCH, "ana", new Fingerprint(1, 2));
    assertThat(SequencerNumbers.conversationOf(RowKeys.conversation(ID).get())).isEqualTo(ID);
    assertThat(SequencerNumbers.conversation(RowValues.of(row)))
        .isEqualTo(new SequencerNumbers.OfConversation(ConversationType.GROUP, 12, 8, 3));
  }

  @Test
  void aMembersNumbersAreReadFromTheirRow() {
    var key = RowKeys.member(ID, "ben").get();
    var row = new Membership(ID, "ben", Role.ADMIN, 4, 1, 6, 5, null, null, OwnSettings.NONE);
    assertThat(SequencerNumbers.conversationOf(key)).isEqualTo(ID);
    assertThat(SequencerNumbers.userOf(key)).isEqualTo("ben");
    assertThat(SequencerNumbers.member(RowValues.of(row)))
        .isEqualTo(new SequencerNumbers.OfMember(Role.ADMIN, 1, 6, 5));
  }

  @Test
  void whatIsNoRowOfOursIsNone() {
    assertThat(SequencerNumbers.conversationOf(new byte[15])).isNull();
    assertThat(SequencerNumbers.conversation(new byte[0])).isNull();
    assertThat(SequencerNumbers.conversation(new byte[] {1, 9})).isNull();
    assertThat(SequencerNumbers.member(new byte[] {99})).isNull();
    assertThat(SequencerNumbers.membersLog("chat")).isEqualTo("chat-sequencer-members-changelog");
    assertThat(SequencerNumbers.conversationsLog("chat"))
        .isEqualTo("chat-sequencer-conversations-changelog");
  }
}
