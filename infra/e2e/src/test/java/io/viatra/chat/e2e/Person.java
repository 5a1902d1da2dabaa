package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.Rest;
import io.viatra.chat.testkit.guarantee.History;
import io.viatra.chat.testkit.guarantee.History.Outcome;
import io.viatra.chat.testkit.guarantee.HistoryRecorder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Somebody who chats on one device and by REST, and whose every act and sight goes into the
/// history.
final class Person implements AutoCloseable {
  static final String CONVERSATIONS = "/api/v1/chat/conversations";

  final String userId;
  final Rest rest;
  private final HistoryRecorder history;
  private @Nullable Device device;

  /// Highest seq seen of each conversation.
  private final Map<String, Long> heads = new ConcurrentHashMap<>();

  /// What each conversation's server-side unread was last said to be.
  private final Map<String, Long> unread = new ConcurrentHashMap<>();

  Person(String userId, Rest rest, HistoryRecorder history) {
    this.userId = userId;
    this.rest = rest;
    this.history = history;
  }

  void holds(Device its) {
    device = its;
  }

  Device device() {
    var held = device;
    if (held == null) {
      throw new IllegalStateException(userId + " has no device");
    }
    return held;
  }

  /// Everything the device is told; on one thread, in order of arrival.
  void heard(String event, JsonNode payload) {
    var conversation = payload.path("conversationId").asText();
    switch (event) {
      case "new_message" -> {
        var seq = payload.path("seq").asLong();
        history.note(
            new History.Received(
                userId,
                "device",
                conversation,
                seq,
                payload.path("ver").asLong(),
                payload.path("id").asText()));
        heads.merge(conversation, seq, Math::max);
      }
      case "message_delivered" -> receipt(conversation, payload, History.Receipt.DELIVERED);
      case "message_read" -> receipt(conversation, payload, History.Receipt.READ);
      case "unread" -> unread.put(conversation, payload.path("count").asLong());
      default -> {
        // Typing, presence and updates are other tests' business.
      }
    }
  }

  private void receipt(String conversation, JsonNode payload, History.Receipt kind) {
    var reader = payload.path("userId").asText();
    if (!reader.equals(userId)) {
      history.note(
          new History.ReceiptSeen(
              userId, reader, conversation, kind, payload.path("upToSeq").asLong()));
    }
  }

  long head(String conversation) {
    return heads.getOrDefault(conversation, 0L);
  }

  @Nullable Long unreadSaid(String conversation) {
    return unread.get(conversation);
  }

  /// Sends over the socket; completes when it is acked, after noting it.
  CompletableFuture<JsonNode> send(String conversation, String clientMessageId, String text) {
    return device()
        .emit(
            "send_message",
            Rest.object()
                .put("conversationId", conversation)
                .put("clientMessageId", clientMessageId)
                .put("content", text))
        .whenComplete((answer, failed) -> {
          var ok = answer != null && answer.path("ok").asBoolean();
          note(
              conversation,
              clientMessageId,
              ok ? Outcome.ACKED : Outcome.UNKNOWN,
              ok ? answer.path("message").path("id").asText() : null);
        });
  }

  /// Sends over REST and notes it.
  void post(String conversation, String clientMessageId, String text)
      throws IOException, InterruptedException {
    var message =
        rest.post(
                CONVERSATIONS + "/" + conversation + "/messages",
                Rest.object().put("content", text).put("clientMessageId", clientMessageId))
            .path("message");
    note(conversation, clientMessageId, Outcome.ACKED, message.path("id").asText());
  }

  private void note(
      String conversation, String clientMessageId, Outcome outcome, @Nullable String messageId) {
    history.note(new History.Sent(conversation, userId, clientMessageId, outcome, messageId));
  }

  /// Marks over the socket; completes when it is acked, after noting it.
  CompletableFuture<JsonNode> mark(String conversation, History.Receipt kind, long upToSeq) {
    var event = kind == History.Receipt.READ ? "mark_read" : "mark_delivered";
    ObjectNode body = Rest.object().put("conversationId", conversation).put("upToSeq", upToSeq);
    return device()
        .emit(event, body)
        .whenComplete((answer, failed) -> {
          if (answer != null && answer.path("ok").asBoolean()) {
            history.note(new History.Marked(userId, conversation, kind, upToSeq));
          }
        });
  }

  @Override
  public void close() {
    if (device != null) {
      device.close();
    }
  }
}
