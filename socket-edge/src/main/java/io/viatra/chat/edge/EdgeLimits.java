package io.viatra.chat.edge;

import io.viatra.chat.edge.inbound.EventLimits;
import io.viatra.chat.edge.session.ConnectLimits;
import io.viatra.chat.edge.session.TokenBucket;
import io.viatra.chat.runtime.limits.Decision;
import io.viatra.chat.runtime.limits.Limit;
import io.viatra.chat.runtime.limits.RateLimits;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rates of promises.md, Limits. What counts across nodes lives in Redis; what concerns one
/// socket or one node is counted here, without a round trip.
///
/// None fails closed: while Redis is away people still connect and write, counted by each node.
final class EdgeLimits implements ConnectLimits, EventLimits {
  private static final Limit CONNECTS_USER =
      Limit.of("connects-user", 10, 10, Duration.ofMinutes(1));
  private static final Limit CONNECTS_ADDRESS =
      Limit.of("connects-address", 120, 120, Duration.ofMinutes(1));
  private static final Limit MESSAGES_USER =
      Limit.of("messages-user", 60, 1, Duration.ofSeconds(1));
  private static final Limit MESSAGES_CONVERSATION =
      Limit.of("messages-conversation", 30, 10, Duration.ofSeconds(1));
  private static final Limit TYPING = Limit.of("typing", 1, 1, Duration.ofSeconds(3));

  private static final int CONNECTS_NODE = 200;
  private static final Duration CONNECTS_INTERVAL = Duration.ofMillis(5);
  private static final int EVENTS_SOCKET = 120;
  private static final Duration EVENTS_INTERVAL = Duration.ofMillis(500);

  private final RateLimits shared;
  private final boolean on;

  /// @param on whether rates are counted at all; the shared limits know by themselves
  EdgeLimits(RateLimits shared, boolean on) {
    this.shared = shared;
    this.on = on;
  }

  /// Handshakes of this node.
  TokenBucket admission() {
    return on
        ? new TokenBucket(CONNECTS_NODE, CONNECTS_INTERVAL, System::nanoTime)
        : TokenBucket.unlimited();
  }

  @Override
  public @Nullable Duration address(String address) {
    return wait(CONNECTS_ADDRESS, address);
  }

  @Override
  public @Nullable Duration user(String userId) {
    return wait(CONNECTS_USER, userId);
  }

  @Override
  public TokenBucket events() {
    return on
        ? new TokenBucket(EVENTS_SOCKET, EVENTS_INTERVAL, System::nanoTime)
        : TokenBucket.unlimited();
  }

  @Override
  public @Nullable Duration message(String userId, UUID conversationId) {
    Duration wait = wait(MESSAGES_USER, userId);
    return wait == null ? wait(MESSAGES_CONVERSATION, conversationId.toString()) : wait;
  }

  @Override
  public @Nullable Duration typing(String userId, UUID conversationId) {
    return wait(TYPING, conversationId + ":" + userId);
  }

  private @Nullable Duration wait(Limit limit, String key) {
    return switch (shared.take(limit, key)) {
      case Decision.Allowed() -> null;
      case Decision.Limited(Duration retryAfter) -> retryAfter;
    };
  }
}
