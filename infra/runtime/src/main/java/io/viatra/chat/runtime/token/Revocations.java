package io.viatra.chat.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/// Tokens that are good and must not be taken any more. Each has a key `token:revoked:<tokenId>` in
/// Redis until nobody would take the token anyway, and is told on [#CHANNEL].
///
/// A token is looked up at most once a second by each process; what is known to be revoked stays
/// known here until it has expired, also when Redis forgets it. While Redis is away tokens of which
/// nothing bad is known are good: chat goes on without Redis, and the exposure ends with the token.
public final class Revocations {
  /// Says each `tokenId` as it is revoked.
  public static final String CHANNEL = "token:revoked";

  private static final Logger log = LoggerFactory.getLogger(Revocations.class);
  private static final String PREFIX = "token:revoked:";
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final int KNOWN_MAX = 100_000;
  private static final int PORTION = 500;

  /// A token that was heard of by its id alone is remembered for so long; longer-lived ones are
  /// found in Redis again.
  private static final Duration HEARD_FOR = Duration.ofHours(24);

  private final Redis redis;
  private final InstantSource clock;
  private final Duration leeway;
  private final Metrics metrics;
  private final Cache<String, Instant> revoked;
  private final Cache<String, Boolean> good =
      Caffeine.newBuilder().maximumSize(KNOWN_MAX).expireAfterWrite(GOOD_FOR).build();

  public Revocations(Redis redis, TokenSettings settings, InstantSource clock, Metrics metrics) {
    this.redis = redis;
    this.clock = clock;
    this.leeway = settings.leeway();
    this.metrics = metrics;
    this.revoked =
        Caffeine.newBuilder()
            .maximumSize(KNOWN_MAX)
            .expireAfter(
                Expiry.<String, Instant>creating(
                    (_, until) -> Duration.between(clock.instant(), until)))
            .build();
    metrics.gauge("token.revoked", "revoked tokens known to this process", revoked::estimatedSize);
  }

  /// Revokes the token that somebody presents, for all processes. Again is no mistake.
  ///
  /// @throws RedisUnavailableException where it could not be written down; nothing has changed
  ///   then, so that its holder can come back and try again
  public void revoke(Principal principal) throws RedisUnavailableException {
    String id = principal.tokenId();
    Instant until = principal.expiresAt().plus(leeway);
    long millis = Duration.between(clock.instant(), until).toMillis();
    if (millis <= 0) {
      return;
    }
    redis.call(
        "revoke",
        jedis -> {
          jedis.set(PREFIX + id, "1", SetParams.setParams().px(millis));
          return jedis.publish(CHANNEL, id);
        });
    revoked.put(id, until);
    metrics.counter("token.revocations", "tokens revoked by this process").increment();
  }

  /// Whether a token must not be taken. May block for 150 ms.
  public boolean isRevoked(Principal principal) {
    String id = principal.tokenId();
    if (isKnown(id)) {
      return true;
    }
    if (good.getIfPresent(id) != null) {
      return false;
    }
    return !lookUp(List.of(id)).isEmpty();
  }

  /// Whether a token is known here to be revoked; asks nobody.
  public boolean isKnown(String tokenId) {
    return revoked.getIfPresent(tokenId) != null;
  }

  /// Takes note of what was said on the channel.
  public void heard(String tokenId) {
    revoked.asMap().putIfAbsent(tokenId, clock.instant().plus(HEARD_FOR));
  }

  /// Which of these tokens are revoked; for whoever may have missed what the channel said. Blocks.
  ///
  /// @return those; none where Redis does not answer
  public Set<String> lookUp(Collection<String> tokenIds) {
    List<String> all = List.copyOf(tokenIds);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += PORTION) {
      List<String> portion = all.subList(from, Math.min(all.size(), from + PORTION));
      try {
        found.addAll(ask(portion));
        portion.stream().filter(id -> !found.contains(id)).forEach(id -> good.put(id, true));
      } catch (RedisUnavailableException e) {
        metrics
            .counter("token.unchecked", "look-ups of revoked tokens that got no answer")
            .increment();
        log.debug("revocations go without Redis", e);
      }
    }
    found.forEach(this::heard);
    return found;
  }

  private List<String> ask(List<String> ids) throws RedisUnavailableException {
    return redis.call(
        "revoked",
        jedis -> {
          List<Response<Boolean>> there = new ArrayList<>(ids.size());
          try (var pipeline = jedis.pipelined()) {
            ids.forEach(id -> there.add(pipeline.exists(PREFIX + id)));
            pipeline.sync();
          }
          List<String> found = new ArrayList<>();
          for (int i = 0; i < ids.size(); i++) {
            if (there.get(i).get()) {
              found.add(ids.get(i));
            }
          }
          return found;
        });
  }
}
