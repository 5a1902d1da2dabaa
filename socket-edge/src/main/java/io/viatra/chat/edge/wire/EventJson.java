package io.viatra.chat.edge.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.codec.Rfc3339;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Payloads of the events that carry neither a Message nor a Conversation.
public final class EventJson {
  private EventJson() {}

  /// `session_ready`: where everything stands, as of the barrier.
  public static ObjectNode sessionReady(SessionSnapshot snapshot) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode conversations = json.putObject("conversations");
    for (ConversationState state : snapshot.conversations()) {
      conversations
          .putObject(state.conversationId().toString())
          .put("ver", state.ver())
          .put("lastSeq", state.lastSeq())
          .put("readSeq", state.readSeq())
          .put("unread", state.unread());
    }
    json.put("totalUnread", snapshot.totalUnread());
    return json;
  }

  /// `message_delivered` and `message_read`.
  ///
  /// @param messageIds of the recipient of the event, newly covered
  /// @param userId who has, or has read, them
  public static ObjectNode receipt(
      UUID conversationId, List<UUID> messageIds, long upToSeq, String userId, Instant at) {
    ObjectNode json = conversation(conversationId);
    ArrayNode ids = json.putArray("messageIds");
    messageIds.forEach(id -> ids.add(id.toString()));
    return json.put("upToSeq", upToSeq).put("userId", userId).put("at", Rfc3339.text(at));
  }

  /// `unread`.
  public static ObjectNode unread(UnreadChange change) {
    return conversation(change.conversationId())
        .put("count", change.count())
        .put("total", change.total());
  }

  /// `message_rejected`.
  public static ObjectNode messageRejected(String clientMessageId, String code) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("clientMessageId", clientMessageId)
        .put("code", code);
  }

  /// `error` for a command other than a message that was acked and then refused.
  ///
  /// @param command its type, such as `message.edit`
  public static ObjectNode commandRejected(UUID conversationId, String command, String code) {
    return error(code, "a command was refused", null)
        .put("conversationId", conversationId.toString())
        .put("command", command);
  }

  /// `user_typing`: the whole list, so that a lost one mends itself.
  ///
  /// @param expiresAt when the last of them stops, unless heard of again
  public static ObjectNode typing(
      UUID conversationId, Collection<String> userIds, Instant expiresAt) {
    ObjectNode json = conversation(conversationId);
    ArrayNode users = json.putArray("userIds");
    userIds.forEach(users::add);
    return json.put("expiresAt", Rfc3339.text(expiresAt));
  }

  /// `resync_required` of everything.
  public static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// `conversation_removed` and `resync_required`, which say nothing else.
  public static ObjectNode conversation(UUID conversationId) {
    return JsonNodeFactory.instance.objectNode().put("conversationId", conversationId.toString());
  }

  /// `error`, and the same object in acks and in a refused connect.
  public static ObjectNode error(String code, String message, @Nullable Duration retryAfter) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    if (retryAfter != null) {
      json.put("retryAfterMs", retryAfter.toMillis());
    }
    return json;
  }
}
