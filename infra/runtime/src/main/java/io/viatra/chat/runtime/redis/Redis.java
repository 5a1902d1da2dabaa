package io.viatra.chat.runtime.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.viatra.chat.runtime.metrics.Metrics;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/// A Redis client behind a circuit breaker. After half of the last 20 calls have failed the breaker
/// refuses calls at once for a second, then lets three try: a hung Redis costs its callers a
/// time-out now and then, not on every call.
public final class Redis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Redis.class);

  private final RedisClient client;
  private final CircuitBreaker breaker;
  private final Metrics metrics;

  private Redis(RedisClient client, CircuitBreaker breaker, Metrics metrics) {
    this.client = client;
    this.breaker = breaker;
    this.metrics = metrics;
    metrics.gauge(
        "redis.breaker.open",
        "1 while calls are refused",
        () -> breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
    breaker
        .getEventPublisher()
        .onStateTransition(event -> log.warn("Redis breaker: {}", event.getStateTransition()));
  }

  /// Opens a pool without connecting, so a Redis that is down delays no start.
  public static Redis open(RedisSettings settings, Metrics metrics) {
    return new Redis(client(settings), breaker(), metrics);
  }

  /// Calls Redis.
  ///
  /// @param operation a name from a closed set, for meters
  /// @throws RedisUnavailableException when it did not answer in time or the breaker is open;
  ///   failures of the call's own making, such as a wrong type, pass through as they are
  public <T> T call(String operation, Function<UnifiedJedis, T> call)
      throws RedisUnavailableException {
    long begin = System.nanoTime();
    String outcome = "failed";
    try {
      T result = breaker.executeSupplier(() -> call.apply(client));
      outcome = "ok";
      return result;
    } catch (CallNotPermittedException e) {
      outcome = "refused";
      throw new RedisUnavailableException(e);
    } catch (JedisException e) {
      if (RedisFailures.isOutage(e)) {
        throw new RedisUnavailableException(e);
      }
      throw e;
    } finally {
      metrics
          .timer("redis.calls", "calls to Redis", "operation", operation, "outcome", outcome)
          .record(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  /// Calls Redis, with an answer for when it is gone.
  public <T> T callOr(T whenGone, String operation, Function<UnifiedJedis, T> call) {
    try {
      return call(operation, call);
    } catch (RedisUnavailableException e) {
      log.debug("{} goes without Redis", operation, e);
      return whenGone;
    }
  }

  /// Whether Redis answers now; for tests and status pages, not for readiness, since a service
  /// without Redis is to stay in service.
  public boolean answers() {
    return callOr(false, "ping", jedis -> "PONG".equals(jedis.ping()));
  }

  /// The bare client, for subscriptions and for libraries; unguarded.
  public RedisClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  private static RedisClient client(RedisSettings settings) {
    int millis = (int) settings.timeout().toMillis();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connectionsMax());
    pool.setMaxIdle(settings.connectionsMax());
    pool.setBlockWhenExhausted(true);
    pool.setMaxWait(settings.timeout());
    pool.setJmxEnabled(false);
    URI uri = URI.create(settings.url().reveal());
    return RedisClient.builder()
        .hostAndPort(JedisURIHelper.getHostAndPort(uri))
        .clientConfig(
            // Nothing is negotiated: the protocol that every server speaks will do, and a greeting
            // is one more exchange that a time-out can cut in two.
            DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .sslOptions(JedisURIHelper.isRedisSSLScheme(uri) ? SslOptions.defaults() : null)
                .build())
        .poolConfig(pool)
        .build();
  }

  private static CircuitBreaker breaker() {
    return CircuitBreaker.of(
        "redis",
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordException(RedisFailures::isOutage)
            .writableStackTraceEnabled(false)
            .build());
  }
}
