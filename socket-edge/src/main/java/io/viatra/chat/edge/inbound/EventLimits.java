package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.session.TokenBucket;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How often somebody may do what. Each may block for a short while, and answers null to go on, or
/// how long to wait.
public interface EventLimits {
  /// A new socket's bucket for events of any kind; a socket lives on one node, so it is local.
  TokenBucket events();

  @Nullable Duration message(String userId, UUID conversationId);

  @Nullable Duration typing(String userId, UUID conversationId);
}
