package io.viatra.chat.edge;

import io.viatra.chat.edge.inbound.EventLimits;
import io.viatra.chat.edge.session.ConnectLimits;
import io.viatra.chat.edge.session.TokenBucket;
import io.viatra.chat.runtime.config.Rate;
import io.viatra.chat.runtime.limits.Decision;
import io.viatra.chat.runtime.limits.Limit;
import io.viatra.chat.runtime.limits.RateLimits;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rates of promises.md, Limits. What counts across nodes lives in Redis; what concerns one
/// socket or one node is counted here, without a round trip.
///
/// While Redis is away people still connect and write, counted by each node. What fails closed is
/// the one that concerns bad tokens alone: it costs nobody but who guesses.
final class EdgeLimits implements ConnectLimits, EventLimits {
  private final RateLimits shared;
  private final boolean on;
  private final EdgeRates rates;
  private final Limit connectsUser;
  private final Limit connectsAddress;
  private final Limit tokensRefused;
  private final Limit messagesUser;
  private final Limit messagesConversation;
  private final Limit typing;

  /// @param on whether rates are counted at all; the shared limits know by themselves
  EdgeLimits(RateLimits shared, boolean on, EdgeRates rates) {
    this.shared = shared;
    this.on = on;
    this.rates = rates;
    var connecting = rates.connecting();
    var speaking = rates.speaking();
    this.connectsUser = Limit.of("connects-user", connecting.user());
    this.connectsAddress = Limit.of("connects-address", connecting.address());
    this.tokensRefused = Limit.closed("tokens-refused", connecting.refused());
    // The names are those of ingest-api, so that nobody gets twice the rate on two ways.
    this.messagesUser = Limit.of("messages-user", speaking.user());
    this.messagesConversation = Limit.of("messages-conversation", speaking.conversation());
    this.typing = Limit.of("typing", speaking.typing());
  }

  /// Handshakes of this node.
  TokenBucket admission() {
    return local(rates.connecting().node());
  }

  @Override
  public @Nullable Duration address(String address) {
    return wait(connectsAddress, address);
  }

  @Override
  public @Nullable Duration refused(String address) {
    return wait(tokensRefused, address);
  }

  @Override
  public @Nullable Duration user(String userId) {
    return wait(connectsUser, userId);
  }

  @Override
  public TokenBucket events() {
    return local(rates.speaking().events());
  }

  @Override
  public @Nullable Duration message(String userId, UUID conversationId) {
    Duration wait = wait(messagesUser, userId);
    return wait == null ? wait(messagesConversation, conversationId.toString()) : wait;
  }

  @Override
  public @Nullable Duration typing(String userId, UUID conversationId) {
    return wait(typing, conversationId + ":" + userId);
  }

  private TokenBucket local(Rate rate) {
    return on ? TokenBucket.of(rate, System::nanoTime) : TokenBucket.unlimited();
  }

  private @Nullable Duration wait(Limit limit, String key) {
    return switch (shared.take(limit, key)) {
      case Decision.Allowed() -> null;
      case Decision.Limited(Duration retryAfter) -> retryAfter;
    };
  }
}
