package io.viatra.chat.ingest.write;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.kafka.PublishException;
import io.viatra.chat.runtime.kafka.Published;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waits for acknowledgements. The publisher bounds the wait itself: five seconds.
final class Acknowledged {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Acknowledged() {}

  /// Where the record lies.
  ///
  /// @throws ApiError `UNAVAILABLE` where it may not lie anywhere, `TOO_LARGE` where it never will
  static Published by(CompletableFuture<Published> publishing) throws InterruptedException {
    try {
      return publishing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PublishException failure) {
        throw refusal(failure);
      }
      throw new IllegalStateException("a publish ended otherwise than it may", e.getCause());
    }
  }

  static ApiError refusal(PublishException failure) {
    return switch (failure.reason()) {
      case UNSENT, UNKNOWN -> ApiError.unavailable(RETRY_AFTER);
      case TOO_LARGE -> ApiError.of(ErrorCode.TOO_LARGE);
    };
  }
}
