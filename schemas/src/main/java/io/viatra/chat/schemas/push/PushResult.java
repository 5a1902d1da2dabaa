package io.viatra.chat.schemas.push;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision of the push worker with its reason: `push.results.v1`, keyed by user.
///
/// @param deviceId null where the user has no device
/// @param reason a stable word such as `no-device`, `duplicate`, `expired`, or FCM's error code
public record PushResult(
    String userId,
    @Nullable String deviceId,
    UUID conversationId,
    long seq,
    int attempt,
    PushOutcome outcome,
    String reason,
    Instant at) {
  public PushResult {
    Check.userId(userId);
    Check.length(reason, Check.ID_MAX, "reason");
  }
}
