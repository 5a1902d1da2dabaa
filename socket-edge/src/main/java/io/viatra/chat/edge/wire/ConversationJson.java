package io.viatra.chat.edge.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.codec.Rfc3339;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The contract's Conversation as its recipient sees it. The last message is left out: it was
/// `new_message` before.
public final class ConversationJson {
  private ConversationJson() {}

  /// The payload of `conversation_updated`.
  ///
  /// @param unreadCount of the recipient
  /// @param own the recipient's settings
  public static ObjectNode of(ConversationSnapshot snapshot, long unreadCount, MemberSettings own) {
    ObjectNode json = frame(snapshot);
    ArrayNode ids = json.putArray("participantIds");
    ArrayNode participants = json.putArray("participants");
    for (MemberState member : snapshot.members()) {
      ids.add(member.userId());
      participant(participants.addObject(), member);
    }
    json.put("unreadCount", unreadCount);
    time(json, "mutedUntil", own.mutedUntil());
    time(json, "pinnedAt", own.pinnedAt());
    time(json, "archivedAt", own.archivedAt());
    json.put("markedUnread", own.markedUnread());
    return json;
  }

  /// The same in a crowd: without members, and without what is each one's own.
  public static ObjectNode shared(ConversationSnapshot snapshot) {
    return frame(snapshot);
  }

  private static ObjectNode frame(ConversationSnapshot snapshot) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", snapshot.conversationId().toString());
    json.put("type", type(snapshot.conversationType()));
    if (snapshot.name() != null) {
      json.put("name", snapshot.name());
    }
    if (snapshot.avatarUrl() != null) {
      json.put("avatarUrl", snapshot.avatarUrl());
    }
    json.put("lastSeq", snapshot.lastSeq());
    json.put("ver", snapshot.ver());
    if (snapshot.metadata() != null) {
      json.set("metadata", snapshot.metadata());
    } else {
      json.putObject("metadata");
    }
    json.put("createdAt", Rfc3339.text(snapshot.createdAt()));
    return json;
  }

  private static void time(ObjectNode json, String field, @Nullable Instant at) {
    if (at != null) {
      json.put(field, Rfc3339.text(at));
    }
  }

  private static void participant(ObjectNode json, MemberState member) {
    json.put("userId", member.userId());
    json.put("role", role(member.role()));
    json.put("joinedSeq", member.joinedSeq());
    json.put("deliveredSeq", member.deliveredSeq());
    json.put("readSeq", member.readSeq());
  }

  private static String type(ConversationType type) {
    return switch (type) {
      case DIRECT -> "direct";
      case GROUP -> "group";
      case CHANNEL -> "channel";
    };
  }

  private static String role(Role role) {
    return switch (role) {
      case OWNER -> "owner";
      case ADMIN -> "admin";
      case MEMBER -> "member";
    };
  }
}
