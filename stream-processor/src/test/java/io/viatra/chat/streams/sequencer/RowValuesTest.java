package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowValuesTest {
  private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Fingerprint BODY = new Fingerprint(Long.MIN_VALUE, -1);

  @Test
  void aConversationComesBackAsItWas() {
    for (var type : ConversationType.values()) {
      var row = new Conversation(ID, type, Check.SEQ_MAX, 127, 100_000, AT, "ana", BODY);
      assertThat(RowValues.conversation(ID, RowValues.of(row))).isEqualTo(row);
    }
  }

  @Test
  void aMembershipComesBackAsItWas() {
    for (var role : Role.values()) {
      var row =
          new Membership(
              ID,
              "ben",
              role,
              9,
              3,
              300,
              128,
              AT,
              null,
              new OwnSettings(new MemberSettings(AT, null, AT, true), 200));
      assertThat(RowValues.membership(ID, "ben", RowValues.of(row))).isEqualTo(row);
    }
  }

  @Test
  void aMembershipFromBeforeSettingsWereKeptIsRead() {
    var old = RowValues.membership(ID, "ben", new byte[] {1, 2, 3, 5, 4, 0, 0});
    assertThat(old)
        .isEqualTo(new Membership(ID, "ben", Role.ADMIN, 0, 3, 5, 4, null, null, OwnSettings.NONE));
  }

  @Test
  void aFrameComesBackAsItWas() {
    var metadata = JsonNodeFactory.instance.objectNode().put("ward", "3b").put("beds", 1.5);
    var row = new Frame(ID, "Ward round", null, metadata);
    assertThat(RowValues.frame(ID, RowValues.of(row))).isEqualTo(row);
    var empty = Frame.empty(ID);
    assertThat(RowValues.frame(ID, RowValues.of(empty))).isEqualTo(empty);
  }

  @Test
  void aChangedMessageComesBackAsItWas() {
    var plain = ChangedMessage.edited(ID, 7, ID, new MessageBody.Plain("again"), AT);
    var secret =
        ChangedMessage.edited(ID, 7, ID, new MessageBody.Encrypted("k", "bm9u", "Y2lw"), AT);
    for (var row : List.of(plain, secret, ChangedMessage.deleted(ID, 7, ID))) {
      assertThat(RowValues.changed(ID, 7, RowValues.of(row))).isEqualTo(row);
    }
    var reaction = new ReactionRow(ID, 7, "❤️", "ana", true);
    assertThat(RowKeys.reaction(ID, 7, RowKeys.reaction(reaction))).isEqualTo(reaction);
  }

  @Test
  void aRecentMessageComesBackAsItWas() {
    for (var type : MessageType.values()) {
      var row = new RecentMessage(ID, 16_384, UUID.randomUUID(), "ana", type, AT, false);
      assertThat(RowValues.recent(ID, RowValues.of(row))).isEqualTo(row);
      assertThat(RowValues.recent(ID, RowValues.of(row.asDeleted())).deleted()).isTrue();
    }
  }

  @Test
  void anAcceptanceComesBackAsItWas() {
    var row = new Acceptance(ID, "ana", "client-1", 5, BODY, Instant.EPOCH);
    var value = RowValues.of(row);
    assertThat(RowValues.acceptance(ID, "ana", "client-1", value)).isEqualTo(row);
    assertThat(RowValues.acceptedAt(value)).isZero();
  }

  @Test
  void aLayoutThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> RowValues.membership(ID, "ana", new byte[] {9, 1, 0, 0, 0, 0, 0}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rowsOfAMessageAreSmall() {
    var conversation =
        new Conversation(ID, ConversationType.GROUP, 100_000, 90_000, 50, AT, "ana", BODY);
    var recent = new RecentMessage(ID, 90_000, ID, "ana", MessageType.TEXT, AT, false);
    var acceptance = new Acceptance(ID, "ana", "client-1", 90_000, BODY, AT);
    assertThat(RowValues.of(conversation)).hasSizeLessThan(40);
    assertThat(RowValues.of(recent)).hasSizeLessThan(40);
    assertThat(RowValues.of(acceptance)).hasSizeLessThan(40);
  }
}
