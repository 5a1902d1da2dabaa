package io.viatra.chat.ingest.cache;

import io.viatra.chat.ingest.cache.Wanted.Entry;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/// Entries in Redis, and before them in this process. A look costs one call for all that is not
/// here, storing one pipeline.
public final class RedisCache implements Cache {
  /// A block of 32 messages of everyday length has 5 to 20 KiB.
  static final int ENTRY_BYTES_MAX = 128 << 10;

  private final Redis redis;
  private final Near near;
  private final CacheMeters meters;

  private RedisCache(Redis redis, long nearBytesMax, Metrics metrics) {
    this.redis = redis;
    this.near = new Near(nearBytesMax);
    this.meters = new CacheMeters(metrics);
    metrics.gauge("chat.cache.near.entries", "cached entries in this process", near::size);
  }

  /// As configured.
  public static Cache open(CacheSettings settings, Redis redis, Metrics metrics) {
    return settings.on() ? new RedisCache(redis, settings.nearBytesMax(), metrics) : OFF;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Found find(Collection<? extends Wanted<?>> wanted) {
    var values = new HashMap<Wanted<?>, Object>();
    var far = new ArrayList<Wanted<?>>();
    for (var one : wanted) {
      var value = near.find(one);
      if (value == null) {
        far.add(one);
      } else {
        values.put(one, value);
        meters.read(one.shelf(), Outcome.NEAR);
      }
    }
    if (!far.isEmpty()) {
      fetch(far, values);
    }
    return new Found(values);
  }

  @Override
  public void store(Collection<? extends Entry<?>> entries) {
    var written = new HashMap<Wanted<?>, byte[]>();
    entries.forEach(entry -> write(entry, written));
    if (written.isEmpty()) {
      return;
    }
    try {
      redis.call(
          "cache-store",
          jedis -> {
            try (var pipeline = jedis.pipelined()) {
              written.forEach((as, bytes) -> pipeline.set(name(as), bytes, px(as)));
              pipeline.sync();
            }
            return true;
          });
    } catch (RedisUnavailableException | JedisException e) {
      // The type of trouble is Redis's own metric; here it is enough that nothing was kept.
      meters.unstored(written.size());
    }
  }

  private <V> void write(Entry<V> entry, Map<Wanted<?>, byte[]> written) {
    var as = entry.as();
    var bytes = Sealed.of(as.shelf(), as.stamp(), entry.value());
    if (bytes.length > ENTRY_BYTES_MAX) {
      meters.tooLarge();
      return;
    }
    near.keep(as, entry.value(), bytes.length);
    written.put(as, bytes);
  }

  private void fetch(List<Wanted<?>> wanted, Map<Wanted<?>, Object> values) {
    var names = wanted.stream().map(RedisCache::name).toArray(byte[][]::new);
    List<byte[]> found;
    try {
      found = redis.call("cache-find", jedis -> jedis.mget(names));
    } catch (RedisUnavailableException | JedisException e) {
      wanted.forEach(one -> meters.read(one.shelf(), Outcome.FAILED));
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      meters.read(wanted.get(i).shelf(), take(wanted.get(i), found.get(i), values));
    }
  }

  private <V> Outcome take(
      Wanted<V> wanted, byte @Nullable [] bytes, Map<Wanted<?>, Object> values) {
    if (bytes == null) {
      return Outcome.MISS;
    }
    var stamp = Sealed.stamp(bytes);
    if (stamp == null) {
      return Outcome.GARBAGE;
    }
    if (!stamp.equals(wanted.stamp())) {
      return Outcome.STALE;
    }
    V value = Sealed.value(wanted.shelf(), bytes);
    if (value == null) {
      return Outcome.GARBAGE;
    }
    near.keep(wanted, value, bytes.length);
    values.put(wanted, value);
    return Outcome.HIT;
  }

  private static byte[] name(Wanted<?> wanted) {
    return wanted.key().getBytes(StandardCharsets.UTF_8);
  }

  private static SetParams px(Wanted<?> wanted) {
    return SetParams.setParams().px(wanted.shelf().kept().toMillis());
  }
}
