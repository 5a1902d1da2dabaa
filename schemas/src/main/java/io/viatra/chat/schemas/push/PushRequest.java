package io.viatra.chat.schemas.push;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user is to be woken: `push.requests.v1`, and again `push.retry.v1`, keyed by user. It carries
/// no content: the notification says "New message".
///
/// @param seq newest message that it is about; older ones of the conversation are covered by it
/// @param badge unmuted unread total, absolute
/// @param deviceId one device for a retry; null for all
/// @param attempt 0 at first
/// @param notBefore when a retry may be tried
/// @param expiresAt when it is worth nothing any more
public record PushRequest(
    String userId,
    UUID conversationId,
    UUID messageId,
    long seq,
    long badge,
    PushReason reason,
    @Nullable String deviceId,
    int attempt,
    @Nullable Instant notBefore,
    Instant requestedAt,
    Instant expiresAt) {
  public PushRequest {
    Check.userId(userId);
    Check.positive(seq, "seq");
    Check.notNegative(badge, "badge");
  }
}
