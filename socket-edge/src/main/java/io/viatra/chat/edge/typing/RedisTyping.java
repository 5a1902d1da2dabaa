package io.viatra.chat.edge.typing;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.session.Timer;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.schemas.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/// Typing over Redis. Each conversation has a sorted set (user, scored by the end of typing, in ms)
/// that tells a node which begins to watch, and a channel of the same name for every change:
/// `<until ms> <user>`, with 0 for a stop.
///
/// Everything goes through one worker and a queue of [#QUEUE_MAX]; what does not fit is dropped and
/// counted, for the next start says the same.
public final class RedisTyping implements TypingBus, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisTyping.class);

  static final int QUEUE_MAX = 1_000;
  static final String PREFIX = "chat:typing:";

  /// Keys outlive what they hold by a little.
  private static final long KEY_MILLIS = 20_000;

  /// No conversation has this id.
  private static final UUID NOBODYS = new UUID(0, 0);

  private static final Duration UPKEEP = Duration.ofSeconds(3);

  private final Redis redis;
  private final InstantSource clock;
  private final Counter dropped;
  private final ThreadPoolExecutor worker;
  private final TypingSubscription subscription;
  private volatile Listener listener = (_, _, _) -> {};

  public RedisTyping(Redis redis, InstantSource clock, Metrics metrics) {
    this.redis = redis;
    this.clock = clock;
    this.dropped = metrics.counter("chat.typing.dropped", "changes of typing that nobody was told");
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_MAX),
            Thread.ofPlatform().name("edge-typing").daemon().factory(),
            (_, _) -> dropped.increment());
    this.subscription = new TypingSubscription(redis, this::message, worker, this::load);
  }

  /// Begins to listen, without waiting for Redis; once.
  ///
  /// @param hearer hears everything that is watched, on threads of this class
  public void start(Listener hearer, Timer timer) {
    listener = hearer;
    // Redis has 50 ms to answer; a first call that also loads classes and connects takes longer.
    worker.execute(this::connect);
    subscription.start();
    timer.every(UPKEEP, subscription::upkeep);
  }

  @Override
  public void started(UUID conversationId, String userId, Instant until) {
    long end = until.toEpochMilli();
    tell(
        conversationId,
        end,
        userId,
        pipeline -> {
          pipeline.zadd(PREFIX + conversationId, (double) end, userId);
          pipeline.pexpire(PREFIX + conversationId, KEY_MILLIS);
        });
  }

  @Override
  public void stopped(UUID conversationId, String userId) {
    tell(conversationId, 0, userId, pipeline -> pipeline.zrem(PREFIX + conversationId, userId));
  }

  @Override
  public void watch(UUID conversationId) {
    subscription.watch(conversationId);
  }

  @Override
  public void unwatch(UUID conversationId) {
    subscription.unwatch(conversationId);
  }

  /// What waits in the queue is lost; the starts among it end by themselves.
  @Override
  public void close() {
    worker.shutdownNow();
    subscription.close();
  }

  /// Pays for the first calls of both kinds before anybody types.
  private void connect() {
    load(NOBODYS);
    try {
      redis.call(
          "typing",
          jedis -> {
            try (var pipeline = jedis.pipelined()) {
              pipeline.zrem(PREFIX + NOBODYS, "");
              pipeline.sync();
            }
            return true;
          });
    } catch (RedisUnavailableException | JedisException e) {
      log.debug("typing pauses", e);
    }
  }

  private void tell(
      UUID conversationId, long until, String userId, Consumer<AbstractPipeline> keep) {
    worker.execute(() -> {
      try {
        redis.call(
            "typing",
            jedis -> {
              try (var pipeline = jedis.pipelined()) {
                keep.accept(pipeline);
                pipeline.publish(PREFIX + conversationId, until + " " + userId);
                pipeline.sync();
              }
              return true;
            });
      } catch (RedisUnavailableException | JedisException e) {
        dropped.increment();
        log.debug("typing pauses", e);
      }
    });
  }

  /// Who types already in a conversation that is watched from now on. On the worker.
  ///
  /// @return false where Redis did not answer
  private boolean load(UUID conversationId) {
    try {
      var typing =
          redis.call(
              "typing-load",
              jedis ->
                  jedis.zrangeWithScores(
                      PREFIX + conversationId,
                      ZRangeParams.zrangeByScoreParams(
                              (double) clock.millis(), Double.POSITIVE_INFINITY)
                          .limit(0, Room.TYPERS_MAX)));
      for (Tuple each : typing) {
        heard(conversationId, (long) each.getScore(), each.getElement());
      }
      return true;
    } catch (RedisUnavailableException | JedisException e) {
      log.debug("typing pauses", e);
      return false;
    }
  }

  private void message(String channel, String message) {
    UUID conversationId = Ids.parse(channel.substring(PREFIX.length()));
    int space = message.indexOf(' ');
    if (conversationId == null || space < 1 || space > 15) {
      return;
    }
    try {
      heard(
          conversationId,
          Long.parseLong(message.substring(0, space)),
          message.substring(space + 1));
    } catch (NumberFormatException e) {
      // Not the exception: its message quotes what was sent.
      log.debug("a message on a typing channel that is none of ours");
    }
  }

  private void heard(UUID conversationId, long until, String userId) {
    if (Check.isUserId(userId)) {
      listener.heard(conversationId, userId, Instant.ofEpochMilli(until));
    }
  }
}
