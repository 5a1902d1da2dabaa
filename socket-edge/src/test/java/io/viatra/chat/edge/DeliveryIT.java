package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the mailbox to the sockets.
class DeliveryIT extends OneEdge {
  DeliveryIT() {
    super(4);
  }

  @BeforeEach
  void freshConversation() {
    bothKnow();
  }

  @Test
  void everyDeviceOfEveryRecipientGetsTheMessageTheSendersToo() {
    try (var phone = TestClient.ready(edge, ana);
        var laptop = TestClient.ready(edge, ana);
        var other = TestClient.ready(edge, ben)) {
      say(2, 1, new UnreadChange(ben, conversation, 1, 4));
      for (var client : List.of(phone, laptop, other)) {
        var message = client.await("new_message");
        assertThat(message.path("seq").asLong()).isEqualTo(1);
        assertThat(message.path("ver").asLong()).isEqualTo(2);
        assertThat(message.path("content").asText()).isEqualTo("hello 1");
        assertThat(message.path("clientMessageId").asText()).isEqualTo("c1");
        assertThat(message.path("createdAt").asText()).isEqualTo("2026-11-01T10:00:00.000Z");
        assertThat(message.path("deliveredTo").isArray()).isTrue();
        assertThat(message.has("replyToId")).isFalse();
      }
      var unread = other.await("unread");
      assertThat(unread.path("count").asLong()).isEqualTo(1);
      assertThat(unread.path("total").asLong()).isEqualTo(4);
      assertThat(phone.left("unread")).isEmpty();
    }
    assertThat(edge.metrics().scrape()).contains("chat_message_delivery_seconds_count");
  }

  @Test
  void whatARestartedRouterSaysAgainIsNotDeliveredAgain() {
    try (var client = TestClient.ready(edge, ana)) {
      say(2, 1);
      say(3, 2);
      say(2, 1);
      say(3, 2);
      say(4, 3);
      assertThat(seq(client.await("new_message"))).isEqualTo(1);
      assertThat(seq(client.await("new_message"))).isEqualTo(2);
      assertThat(seq(client.await("new_message"))).isEqualTo(3);
      assertThat(client.left("resync_required")).isEmpty();
    }
  }

  @Test
  void aHoleIsAnnounced() {
    try (var client = TestClient.ready(edge, ana)) {
      say(2, 1);
      say(5, 4);
      var required = client.await("resync_required");
      assertThat(required.path("conversationId").asText()).isEqualTo(conversation.toString());
      assertThat(seq(client.await("new_message"))).isEqualTo(1);
      assertThat(seq(client.await("new_message"))).isEqualTo(4);
    }
  }

  @Test
  void aDeletedMessageComesAsTheWholeMessageWithoutItsContent() {
    try (var client = TestClient.ready(edge, ben)) {
      say(2, 1);
      var id = UUID.fromString(client.await("new_message").path("id").asText());
      var target = new MessageRef(id, 1, ana, MessageType.TEXT, "c1", Samples.AT);
      router.deliver(
          slot,
          new TombstoneDelivery(
              new MessageDeleted(conversation, 3, Samples.AT, target, ana), List.of(ben), null),
          List.of(ben));
      var updated = client.await("message_updated");
      assertThat(updated.path("isDeleted").asBoolean()).isTrue();
      assertThat(updated.get("content").isNull()).isTrue();
      assertThat(updated.path("id").asText()).isEqualTo(id.toString());
      assertThat(updated.path("ver").asLong()).isEqualTo(3);
    }
  }

  @Test
  void aReceiptNamesEachListenersOwnMessages() {
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();
    try (var author = TestClient.ready(edge, ana);
        var reader = TestClient.ready(edge, ben)) {
      var receipt = new Receipt(conversation, ben, 2, 1, Samples.AT, Samples.AT);
      router.deliver(
          slot,
          new ReceiptDelivery(
              receipt,
              0,
              0,
              List.of(
                  new ReceiptAudience(
                      ana, List.of(new CoveredMessage(first, 1), new CoveredMessage(second, 2))),
                  new ReceiptAudience(ben, List.of()))),
          List.of(ana, ben));
      var delivered = author.await("message_delivered");
      assertThat(delivered.path("messageIds")).hasSize(2);
      assertThat(delivered.path("upToSeq").asLong()).isEqualTo(2);
      assertThat(delivered.path("userId").asText()).isEqualTo(ben);
      assertThat(delivered.path("at").asText()).isEqualTo("2026-11-01T10:00:00.000Z");
      var read = author.await("message_read");
      assertThat(read.path("messageIds")).hasSize(1);
      assertThat(read.path("messageIds").get(0).asText()).isEqualTo(first.toString());
      assertThat(reader.await("message_read").path("messageIds")).isEmpty();
    }
  }

  @Test
  void whatWasAckedAndThenRefusedIsTakenBack() {
    try (var client = TestClient.ready(edge, ana)) {
      var rejected =
          new CommandRejected(
              conversation, Samples.AT, ana, "message.send", RejectionCode.NOT_FOUND, "c9");
      router.deliver(slot, new RejectionDelivery(rejected), List.of(ana));
      var told = client.await("message_rejected");
      assertThat(told.path("clientMessageId").asText()).isEqualTo("c9");
      assertThat(told.path("code").asText()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void aNewMemberGetsTheConversationAndOneRemovedLosesIt() {
    var fresh = UUID.randomUUID();
    var snapshot =
        new ConversationSnapshot(
            fresh,
            1,
            Samples.AT,
            ConversationType.GROUP,
            "trip",
            null,
            null,
            0,
            Samples.AT,
            List.of(
                new MemberState(ana, Role.OWNER, 0, 0, 0, null),
                new MemberState(ben, Role.MEMBER, 0, 0, 0, null)));
    try (var client = TestClient.ready(edge, ben)) {
      router.deliver(slot, new ConversationDelivery(snapshot, List.of(ben)), List.of(ben));
      var updated = client.await("conversation_updated");
      assertThat(updated.path("name").asText()).isEqualTo("trip");
      assertThat(updated.path("participantIds")).hasSize(2);
      assertThat(updated.path("unreadCount").asLong()).isZero();
      assertThat(updated.path("metadata").isObject()).isTrue();
      assertThat(client.call("join_conversation", json(fresh))).hasToString("{\"ok\":true}");

      router.deliver(slot, new RemovalDelivery(fresh, 2, Samples.AT, List.of(ben)), List.of(ben));
      assertThat(client.await("conversation_removed").path("conversationId").asText())
          .isEqualTo(fresh.toString());
      assertThat(client.call("join_conversation", json(fresh)).path("error").path("code").asText())
          .isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheNextRecordArrives() {
    try (var client = TestClient.ready(edge, ana)) {
      router.poison(slot);
      say(2, 1);
      assertThat(seq(client.await("new_message"))).isEqualTo(1);
      EdgeWorld.kafka()
          .await(
              Topics.DEAD_LETTERS.name(),
              Duration.ofSeconds(15),
              "a dead letter",
              all ->
                  all.stream().anyMatch(r -> Topics.MAILBOX.name().equals(r.header("dlq-topic"))));
    }
  }

  private void say(long ver, long seq, UnreadChange... unread) {
    router.deliver(
        slot,
        Samples.delivery(Samples.message(conversation, ver, seq, ana), ana, ben),
        List.of(ana, ben),
        unread);
  }

  private static long seq(JsonNode message) {
    return message.path("seq").asLong();
  }

  private static String json(UUID conversation) {
    return "{\"conversationId\": \"%s\"}".formatted(conversation);
  }
}
