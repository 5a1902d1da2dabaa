package io.viatra.chat.runtime.lease;

import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.Tuple;

/// Leases in Redis. Each holder has a sorted set `<prefix>:lease:<holder>` (item, scored by the end
/// of its lease in ms) and a value `<prefix>:seen:<holder>` (the last sign of life in ms), which
/// outlives the leases by far.
///
/// Ends are compared with the caller's clock: what clocks differ by, leases are longer or shorter.
/// Calls block as [Redis] does and go out as one pipeline each, so callers cut what they ask into
/// portions.
public final class Leases {
  /// How long a last sign of life is kept.
  public static final Duration MEMORY = Duration.ofDays(30);

  private final Redis redis;
  private final String prefix;
  private final long keyMillis;

  /// @param prefix of the keys
  /// @param longest no lease is longer; keys go when nothing renewed them for so long
  public Leases(Redis redis, String prefix, Duration longest) {
    this.redis = redis;
    this.prefix = prefix;
    this.keyMillis = longest.plusSeconds(1).toMillis();
  }

  /// Writes leases: new ones, longer ones, and shorter ones for what has gone.
  ///
  /// @return the leases that were not there before, because they are new or because Redis has
  ///   forgotten them
  public List<Lease> renew(Collection<Lease> leases, Instant now) throws RedisUnavailableException {
    double ended = (double) now.toEpochMilli();
    List<Response<Long>> added = new ArrayList<>(leases.size());
    boolean[] missing =
        redis.call(
            "lease-renew",
            jedis -> {
              added.clear();
              try (var pipeline = jedis.pipelined()) {
                leases.forEach(lease -> added.add(write(pipeline, lease, ended)));
                pipeline.sync();
              }
              boolean[] news = new boolean[added.size()];
              for (int i = 0; i < news.length; i++) {
                news[i] = added.get(i).get() > 0;
              }
              return news;
            });
    List<Lease> news = new ArrayList<>();
    int i = 0;
    for (Lease lease : leases) {
      if (missing[i++]) {
        news.add(lease);
      }
    }
    return news;
  }

  private Response<Long> write(AbstractPipeline pipeline, Lease lease, double ended) {
    String key = lease(lease.holder());
    pipeline.zremrangeByScore(key, Double.NEGATIVE_INFINITY, ended);
    var added = pipeline.zadd(key, (double) lease.until().toEpochMilli(), lease.item());
    pipeline.pexpire(key, keyMillis);
    pipeline.set(
        seen(lease.holder()),
        Long.toString(lease.seenAt().toEpochMilli()),
        SetParams.setParams().px(MEMORY.toMillis()));
    return added;
  }

  /// What is known of each of the holders.
  public Map<String, Sight> look(Collection<String> holders) throws RedisUnavailableException {
    Set<String> each = new HashSet<>(holders);
    return redis.call(
        "lease-look",
        jedis -> {
          Map<String, Asked> asked = new HashMap<>();
          try (var pipeline = jedis.pipelined()) {
            each.forEach(holder ->
                asked.put(
                    holder,
                    new Asked(
                        pipeline.zrevrangeWithScores(lease(holder), 0, 0),
                        pipeline.get(seen(holder)))));
            pipeline.sync();
          }
          Map<String, Sight> known = new HashMap<>();
          asked.forEach((holder, answer) -> known.put(holder, answer.sight()));
          return known;
        });
  }

  private record Asked(Response<List<Tuple>> last, Response<String> seen) {
    Sight sight() {
      List<Tuple> found = last.get();
      String millis = seen.get();
      return new Sight(
          found.isEmpty() ? null : Instant.ofEpochMilli((long) found.getFirst().getScore()),
          millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis)));
    }
  }

  private String lease(String holder) {
    return prefix + ":lease:" + holder;
  }

  private String seen(String holder) {
    return prefix + ":seen:" + holder;
  }
}
