package io.viatra.chat.push;

import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a request changes on its way through `push.retry.v1`. Pure.
final class Retries {
  private Retries() {}

  /// The next attempt, for the one device that it failed for.
  static PushRequest next(PushRequest request, Device device) {
    return with(request, device.deviceId(), request.attempt() + 1, request.notBefore());
  }

  static PushRequest notBefore(PushRequest request, Instant notBefore) {
    return with(request, request.deviceId(), request.attempt(), notBefore);
  }

  private static PushRequest with(
      PushRequest request, @Nullable String deviceId, int attempt, @Nullable Instant notBefore) {
    return new PushRequest(
        request.userId(),
        request.conversationId(),
        request.messageId(),
        request.seq(),
        request.badge(),
        request.reason(),
        deviceId,
        attempt,
        notBefore,
        request.requestedAt(),
        request.expiresAt());
  }
}
