package io.viatra.chat.ingest.bench;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.ingest.bench.Load.Reader;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/// `make cache-gain`: what the caches are worth. The same service three times over the same
/// PostgreSQL and Redis: without caches, with Redis alone, and as it is by default. They take turns
/// in short rounds, so that what else the machine does falls on all alike; figures are of all
/// rounds but the first. Everything is warm: entries live longer than a turn lasts.
///
/// Processor time is the surer figure on a shared machine: that of this process holds the clients
/// too, which cost each variant the same.
final class CacheGain {
  private static final int CONNECTIONS = 32;
  private static final int GROUPS = 100;
  private static final int MESSAGES = 500;
  private static final String SECRET = "a secret of at least thirty-two bytes";

  private enum Variant {
    NONE("no cache", "off", "0"),
    REDIS("Redis", "on", "0"),
    BOTH("Redis and memory", "on", "16MiB");

    private final String title;
    private final String cache;
    private final String near;

    Variant(String title, String cache, String near) {
      this.title = title;
      this.cache = cache;
      this.near = near;
    }
  }

  private record World(Database database, SeededData data) {}

  private CacheGain() {}

  /// @param args rounds (5), seconds of a turn (3), and optionally one load by its name
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    var loads =
        args.length > 2
            ? List.of(Load.valueOf(args[2].toUpperCase(Locale.ROOT)))
            : List.of(Load.values());
    var database = TestInfrastructure.postgres().freshDatabase();
    var world = new World(database, SeededData.in(database, GROUPS, MESSAGES));
    var services = new EnumMap<Variant, Running>(Variant.class);
    // Their I/O threads keep a process alive, so they end on every way out; the servers behind them
    // end with the JVM.
    try {
      for (var variant : Variant.values()) {
        services.put(variant, IngestApi.SERVICE.start(Env.of(environment(database, variant))));
      }
      System.out.printf(
          "%d groups of %d with %d messages, %d connections, %d rounds of %d s a turn%n",
          GROUPS, SeededData.MEMBERS, MESSAGES, CONNECTIONS, rounds, seconds);
      for (var load : loads) {
        measure(load, services, world, rounds, Duration.ofSeconds(seconds));
      }
    } finally {
      services.values().forEach(Running::close);
    }
  }

  private static void measure(
      Load load, Map<Variant, Running> services, World world, int rounds, Duration turn)
      throws Exception {
    var results = new EnumMap<Variant, Result>(Variant.class);
    for (int round = 0; round <= rounds; round++) {
      for (var service : services.entrySet()) {
        var result = turn(load, service.getValue().endpoint("http"), world, turn);
        if (round > 0) {
          results.merge(service.getKey(), result, Result::plus);
        }
      }
    }
    System.out.printf(
        "%n%-26s %10s %8s %8s %12s %12s %10s%n",
        load.title, "requests/s", "p50 ms", "p99 ms", "ingest µs", "database µs", "Redis µs");
    results.forEach((variant, result) -> result.print(variant.title));
  }

  private static Result turn(Load load, URI origin, World world, Duration turn) throws Exception {
    var before = Usage.now(world.database);
    long begin = System.nanoTime();
    var histogram = new Histogram(3);
    var readers = new ArrayList<Reader>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Histogram>> runs = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        var reader = new Reader(origin, token(SeededData.user(i)), world.data.conversations(), i);
        readers.add(reader);
        runs.add(threads.submit(() -> read(load, reader, begin + turn.toNanos())));
      }
      for (var run : runs) {
        histogram.add(run.get());
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    int refused = readers.stream().mapToInt(Reader::refused).sum();
    return new Result(histogram, refused, took, Usage.now(world.database).since(before));
  }

  private static Histogram read(Load load, Reader reader, long end) throws Exception {
    var histogram = new Histogram(3);
    try (reader) {
      for (long now = System.nanoTime(); now < end; ) {
        load.step(reader);
        long then = System.nanoTime();
        histogram.recordValue(then - now);
        now = then;
      }
    }
    return histogram;
  }

  /// @param latencies in nanoseconds
  /// @param refused answers of 503
  private record Result(Histogram latencies, int refused, Duration took, Usage used) {
    Result plus(Result other) {
      latencies.add(other.latencies);
      return new Result(
          latencies, refused + other.refused, took.plus(other.took), used.plus(other.used));
    }

    void print(String title) {
      double requests = latencies.getTotalCount();
      System.out.printf(
          "  %-24s %10.0f %8.2f %8.2f %12.0f %12.0f %10.0f%s%n",
          title,
          requests / (took.toMillis() / 1e3),
          latencies.getValueAtPercentile(50) / 1e6,
          latencies.getValueAtPercentile(99) / 1e6,
          used.own().toNanos() / 1e3 / requests,
          used.postgres().toNanos() / 1e3 / requests,
          used.redis().toNanos() / 1e3 / requests,
          refused == 0 ? "" : "  (" + refused + " answers of 503)");
    }
  }

  private static Map<String, String> environment(Database database, Variant variant) {
    var env = new HashMap<String, String>();
    // Nothing is written, so no broker is there.
    env.put("CHAT_KAFKA_BOOTSTRAP", "127.0.0.1:1");
    env.put("CHAT_POSTGRES_URL", database.jdbcUrl());
    env.put("CHAT_POSTGRES_USER", database.user());
    env.put("CHAT_POSTGRES_PASSWORD", database.password());
    env.put("CHAT_REDIS_URL", TestInfrastructure.redis().url());
    env.put("CHAT_REDIS_TIMEOUT", "1s");
    env.put("CHAT_JWT_SECRET", SECRET);
    env.put("CHAT_INGEST_PORT", "0");
    env.put("CHAT_ADMIN_PORT", "0");
    env.put("CHAT_LIMITS", "off");
    env.put("CHAT_INGEST_CURSOR_SECRET", Arrays.toString(new byte[16]));
    env.put("CHAT_CACHE", variant.cache);
    env.put("CHAT_INGEST_CACHE_NEAR_MAX", variant.near);
    return env;
  }

  private static String token(String userId) {
    return JWT.create()
        .withSubject(userId)
        .withExpiresAt(Instant.now().plus(Duration.ofHours(1)))
        .sign(Algorithm.HMAC256(SECRET));
  }
}
