package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Reaction;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.event.SettingsChanged;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changes of messages, conversations and settings, from the mailbox to the sockets.
class ChangeDeliveryIT extends OneEdge {
  ChangeDeliveryIT() {
    super(44);
  }

  @BeforeEach
  void freshConversation() {
    bothKnow();
  }

  @Test
  void anEditedMessageComesWholeAndInItsPlace() {
    try (var client = TestClient.ready(edge, ben)) {
      say(2, 1);
      var id = UUID.fromString(client.await("new_message").path("id").asText());
      var target = new MessageRef(id, 1, ana, MessageType.TEXT, "c1", Samples.AT);
      var state =
          new MessageState(
              conversation,
              3,
              target,
              new MessageContent(new MessageBody.Plain("better"), null, null, null),
              List.of(new Reaction("👍", List.of(ben))),
              new MessageTicks(List.of(ben), List.of(ben), 1, 1),
              Samples.AT);
      for (int again = 0; again < 2; again++) {
        router.deliver(slot, new MessageChangeDelivery(state, List.of(ben)), List.of(ben));
      }
      say(4, 2);
      var updated = client.await("message_updated");
      assertThat(updated.path("content").asText()).isEqualTo("better");
      assertThat(updated.path("ver").asLong()).isEqualTo(3);
      assertThat(updated.path("reactions").path("👍")).hasSize(1);
      assertThat(updated.path("readCount").asLong()).isEqualTo(1);
      assertThat(updated.path("editedAt").isTextual()).isTrue();
      assertThat(seq(client.await("new_message"))).isEqualTo(2);
      assertThat(client.left("message_updated")).isEmpty();
      assertThat(client.left("resync_required")).isEmpty();
    }
  }

  @Test
  void ownSettingsReachEveryOwnDeviceAndTakeNoNumber() {
    var settings = new MemberSettings(null, Samples.AT, null, true);
    var snapshot = snapshot(1, settings);
    var changed =
        new SettingsChanged(
            conversation, 1, Samples.AT, ben, 1, null, settings.pinnedAt(), null, true);
    try (var phone = TestClient.ready(edge, ben);
        var laptop = TestClient.ready(edge, ben)) {
      router.deliver(slot, new SettingsDelivery(changed, snapshot), List.of(ben));
      for (var client : List.of(phone, laptop)) {
        var updated = client.await("conversation_updated");
        assertThat(updated.path("markedUnread").asBoolean()).isTrue();
        assertThat(updated.path("pinnedAt").asText()).isEqualTo("2026-11-01T10:00:00.000Z");
        assertThat(updated.has("mutedUntil")).isFalse();
        assertThat(updated.path("participants").get(1).has("settings")).isFalse();
      }
      say(2, 1);
      assertThat(seq(phone.await("new_message"))).isEqualTo(1);
      assertThat(phone.left("resync_required")).isEmpty();
    }
  }

  @Test
  void aFrameShowsEachRecipientTheirOwnSettingsAlone() {
    var settings = new MemberSettings(null, null, Samples.AT, true);
    var snapshot = snapshot(2, settings);
    try (var owner = TestClient.ready(edge, ana);
        var member = TestClient.ready(edge, ben)) {
      router.deliver(
          slot, new ConversationDelivery(snapshot, List.of(ana, ben)), List.of(ana, ben));
      var seen = owner.await("conversation_updated");
      assertThat(seen.path("markedUnread").asBoolean()).isFalse();
      assertThat(seen.toString()).doesNotContain("archivedAt");
      assertThat(member.await("conversation_updated").path("archivedAt").isTextual()).isTrue();
    }
  }

  /// @param settings of Ben
  private ConversationSnapshot snapshot(long ver, MemberSettings settings) {
    return new ConversationSnapshot(
        conversation,
        ver,
        Samples.AT,
        ConversationType.GROUP,
        "trip",
        null,
        null,
        0,
        Samples.AT,
        List.of(
            new MemberState(ana, Role.OWNER, 0, 0, 0, null),
            new MemberState(ben, Role.MEMBER, 0, 0, 0, settings)));
  }

  private void say(long ver, long seq) {
    router.deliver(
        slot,
        Samples.delivery(Samples.message(conversation, ver, seq, ana), ana, ben),
        List.of(ana, ben));
  }

  private static long seq(JsonNode message) {
    return message.path("seq").asLong();
  }
}
