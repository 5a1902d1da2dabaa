package io.viatra.chat.sink.cache;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Unlinks entries, a portion in one command. While Redis is away what is to be unlinked waits, for
/// as long as an entry could live and no longer. More than [#PENDING_MAX] entries do not wait: the
/// newest are left to their time to live, and counted.
public final class Invalidation implements AutoCloseable {
  static final int PENDING_MAX = 20_000;

  private static final Logger log = LoggerFactory.getLogger(Invalidation.class);
  private static final int PORTION = 500;

  /// As long as the breaker refuses.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// The longest time to live: of rosters.
  private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

  private static final Duration JOIN_MAX = Duration.ofSeconds(1);

  private final Redis redis;
  private final Counter unlinked;
  private final Counter retries;
  private final Counter abandoned;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();

  /// Names, and since when they wait; the first to come first.
  private final Map<String, Long> pending = new LinkedHashMap<>();

  private boolean closing;

  private Invalidation(Redis redis, Metrics metrics) {
    this.redis = redis;
    unlinked = metrics.counter("chat.sink.cache.unlinked", "entries of caches that were unlinked");
    retries = metrics.counter("chat.sink.cache.retries", "attempts that Redis did not answer");
    abandoned =
        metrics.counter(
            "chat.sink.cache.abandoned", "entries that were left to their time to live");
    metrics.gauge("chat.sink.cache.pending", "entries that wait to be unlinked", this::waiting);
    thread = Thread.ofPlatform().name("sink-cache").daemon().unstarted(this::run);
  }

  /// Begins, without waiting for Redis.
  public static Invalidation open(Redis redis, Metrics metrics) {
    var invalidation = new Invalidation(redis, metrics);
    invalidation.thread.start();
    return invalidation;
  }

  /// Takes names of entries that are old. Returns at once.
  public void outdated(Collection<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    lock.lock();
    try {
      for (var key : keys) {
        if (pending.containsKey(key) || pending.size() < PENDING_MAX) {
          // Behind the others: an entry that is being unlinked now may have been filled since.
          pending.remove(key);
          pending.put(key, now);
        } else {
          abandoned.increment();
        }
      }
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Tries once more what is pending.
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(JOIN_MAX)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int waiting() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (var portion = next(); !portion.isEmpty(); portion = next()) {
        if (!unlink(portion.keySet())) {
          retries.increment();
          if (!putBack(portion)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      // Closing is the only one that interrupts; the thread ends with it.
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for names; none at the end.
  private Map<String, Long> next() throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty() && !closing) {
        wanted.await();
      }
      var portion = new LinkedHashMap<String, Long>();
      for (var entry : pending.entrySet()) {
        if (portion.size() == PORTION) {
          break;
        }
        portion.put(entry.getKey(), entry.getValue());
      }
      portion.keySet().forEach(pending::remove);
      return portion;
    } finally {
      lock.unlock();
    }
  }

  private boolean unlink(Collection<String> keys) {
    try {
      redis.call("cache-unlink", jedis -> jedis.unlink(keys.toArray(String[]::new)));
      unlinked.increment(keys.size());
      return true;
    } catch (RedisUnavailableException | JedisException e) {
      log.debug("{} entries cannot be unlinked now", keys.size(), e);
      return false;
    }
  }

  /// Puts back what may still be there, and waits until Redis may be asked again.
  ///
  /// @return false where there is no time left
  private boolean putBack(Map<String, Long> portion) throws InterruptedException {
    lock.lock();
    try {
      long now = System.nanoTime();
      for (var entry : portion.entrySet()) {
        if (!closing && now - entry.getValue() < KEPT_NANOS && pending.size() < PENDING_MAX) {
          pending.putIfAbsent(entry.getKey(), entry.getValue());
        } else {
          abandoned.increment();
        }
      }
      long left = PAUSE.toNanos();
      while (left > 0 && !closing) {
        left = wanted.awaitNanos(left);
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }
}
