package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.limits.Decision;
import io.viatra.chat.runtime.limits.Limit;
import io.viatra.chat.runtime.limits.RateLimits;
import java.time.Duration;
import java.util.UUID;

/// How often one may. Buckets are shared with the sockets by their names, so that nobody gets twice
/// the rate on two ways.
final class Limits {
  private static final Limit MESSAGES_USER =
      Limit.of("messages-user", 60, 1, Duration.ofSeconds(1));
  private static final Limit MESSAGES_CONVERSATION =
      Limit.of("messages-conversation", 30, 10, Duration.ofSeconds(1));
  private static final Limit CREATIONS =
      Limit.of("conversation-creates", 20, 20, Duration.ofHours(1));

  private final RateLimits buckets;

  Limits(RateLimits buckets) {
    this.buckets = buckets;
  }

  /// One more message of a user.
  ///
  /// @throws ApiError `RATE_LIMITED`, like the others
  void message(String userId) {
    take(MESSAGES_USER, userId);
  }

  /// One more message in a conversation.
  void conversation(UUID conversationId) {
    take(MESSAGES_CONVERSATION, conversationId.toString());
  }

  /// One more conversation begun by a user.
  void creation(String userId) {
    take(CREATIONS, userId);
  }

  private void take(Limit limit, String key) {
    if (buckets.take(limit, key) instanceof Decision.Limited(var retryAfter)) {
      throw ApiError.rateLimited(retryAfter);
    }
  }
}
