package io.viatra.chat.edge.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.codec.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Payloads of `user_online` and `user_offline`.
public final class PresenceJson {
  private PresenceJson() {}

  /// @param at the last sign of life, which for somebody who just came is the coming
  public static ObjectNode online(String userId, @Nullable Instant at) {
    return of(userId, "at", at);
  }

  /// @param lastSeenAt null of somebody who never was there, or not for a month
  public static ObjectNode offline(String userId, @Nullable Instant lastSeenAt) {
    return of(userId, "lastSeenAt", lastSeenAt);
  }

  private static ObjectNode of(String userId, String field, @Nullable Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("userId", userId)
        .put(field, at == null ? null : Rfc3339.text(at));
  }
}
