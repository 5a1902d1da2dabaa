package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.limits.Decision;
import io.viatra.chat.runtime.limits.Limit;
import io.viatra.chat.runtime.limits.RateLimits;
import java.util.UUID;

/// How often one may. Buckets are shared with the sockets by their names, so that nobody gets twice
/// the rate on two ways.
public final class Limits {
  private final RateLimits buckets;
  private final Limit user;
  private final Limit conversation;
  private final Limit creations;

  public Limits(RateLimits buckets, Rates rates) {
    this.buckets = buckets;
    this.user = Limit.of("messages-user", rates.user());
    this.conversation = Limit.of("messages-conversation", rates.conversation());
    this.creations = Limit.of("conversation-creates", rates.creations());
  }

  /// One more message of a user.
  ///
  /// @throws ApiError `RATE_LIMITED`, like the others
  void message(String userId) {
    take(user, userId);
  }

  /// One more message in a conversation.
  void conversation(UUID conversationId) {
    take(conversation, conversationId.toString());
  }

  /// One more conversation begun by a user.
  void creation(String userId) {
    take(creations, userId);
  }

  private void take(Limit limit, String key) {
    if (buckets.take(limit, key) instanceof Decision.Limited(var retryAfter)) {
      throw ApiError.rateLimited(retryAfter);
    }
  }
}
