package io.viatra.chat.runtime.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes tokens from buckets that all processes share through Redis. While Redis is gone each
/// process counts for itself, so a limit is then as many times its rate as there are processes;
/// buckets begin full again. At most 100,000 local buckets are kept, and the least used go first,
/// which errs on the side of allowing.
public final class RateLimits {
  private static final Logger log = LoggerFactory.getLogger(RateLimits.class);
  private static final long LOCAL_BUCKETS_MAX = 100_000;
  private static final Duration FAIL_CLOSED_RETRY = Duration.ofSeconds(1);

  private final Redis redis;
  private final LimitSettings settings;
  private final Metrics metrics;
  private final ProxyManager<String> shared;
  private final Cache<String, Bucket> local =
      Caffeine.newBuilder()
          .maximumSize(LOCAL_BUCKETS_MAX)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  /// @param settings whether limits are on at all
  public RateLimits(Redis redis, LimitSettings settings, Metrics metrics) {
    this.redis = redis;
    this.settings = settings;
    this.metrics = metrics;
    this.shared =
        Bucket4jJedis.casBasedBuilder(redis.client())
            .keyMapper(Mapper.STRING)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                    Duration.ofSeconds(10)))
            .build();
    metrics.gauge("limits.local", "buckets kept in this process", local::estimatedSize);
    if (!settings.on()) {
      log.warn("rate limits are switched off");
    }
  }

  /// Takes one token.
  ///
  /// @param key whom the limit is about, such as a user id or an address; only ever part of a Redis
  ///   key
  public Decision take(Limit limit, String key) {
    return take(limit, key, 1);
  }

  /// Takes several tokens or none.
  ///
  /// @param tokens at most the limit's burst, else it can never be allowed
  public Decision take(Limit limit, String key, long tokens) {
    if (!settings.on()) {
      return new Decision.Allowed();
    }
    Decision decision = decide(limit, "limit:" + limit.name() + ":" + key, tokens);
    if (decision instanceof Decision.Limited) {
      metrics.counter("limits.refused", "refusals", "limit", limit.name()).increment();
    }
    return decision;
  }

  private Decision decide(Limit limit, String key, long tokens) {
    try {
      return decision(
          redis.call(
              "limit",
              jedis ->
                  shared
                      .getProxy(key, () -> configuration(limit))
                      .tryConsumeAndReturnRemaining(tokens)));
    } catch (RedisUnavailableException e) {
      metrics.counter("limits.without.redis", "decisions without Redis").increment();
      if (limit.failClosed()) {
        return new Decision.Limited(FAIL_CLOSED_RETRY);
      }
      Bucket bucket = local.get(key, each -> Bucket.builder().addLimit(bandwidth(limit)).build());
      return decision(bucket.tryConsumeAndReturnRemaining(tokens));
    }
  }

  private static Decision decision(ConsumptionProbe probe) {
    if (probe.isConsumed()) {
      return new Decision.Allowed();
    }
    Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
    return new Decision.Limited(wait.toMillis() < 1 ? Duration.ofMillis(1) : wait);
  }

  private static BucketConfiguration configuration(Limit limit) {
    return BucketConfiguration.builder().addLimit(bandwidth(limit)).build();
  }

  private static Bandwidth bandwidth(Limit limit) {
    return Bandwidth.builder()
        .capacity(limit.rate().burst())
        .refillGreedy(limit.rate().refill(), limit.rate().per())
        .build();
  }
}
