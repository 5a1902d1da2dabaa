package io.viatra.chat.edge.inbound;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.kafka.PublishException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/// What a client is told when the log did not take a command. It may have taken it nevertheless;
/// repeating is safe with the same client id, and receipts repeat anyway.
final class Refusal {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private Refusal() {}

  static ApiError of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof PublishException publishing) {
      return switch (publishing.reason()) {
        case UNSENT, UNKNOWN -> ApiError.unavailable(RETRY);
        case TOO_LARGE -> ApiError.of(ErrorCode.TOO_LARGE);
      };
    }
    return ApiError.of(ErrorCode.INTERNAL);
  }
}
