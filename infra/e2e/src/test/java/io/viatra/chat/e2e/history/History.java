package io.viatra.chat.e2e.history;

import io.viatra.chat.ingest.IngestApi;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.sink.rebuild.Rebuild;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.TestInfrastructure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/// `make history`: fills the topics, rebuilds PostgreSQL from them, reads over REST without caches,
/// and prints every figure.
final class History {
  private static final int PARTITIONS = 6;
  private static final long SEED = 20_261_123;

  private History() {}

  /// (2,000)
  public static void main(String[] args) {
    int code = 1;
    try {
      run(args);
      code = 0;
    } catch (Exception failure) {
      System.err.println("history: " + failure);
    }
    // Servers and clients keep threads; what they hold goes away with the process.
    System.exit(code);
  }

  /// @param args messages (1,000,000), conversations (a hundredth of them), calls of each kind
  private static void run(String[] args) throws Exception {
    long messages = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int conversations = args.length > 1 ? Integer.parseInt(args[1]) : (int) (messages / 100);
    int calls = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    String bootstrap = TestInfrastructure.kafka().bootstrapServers();
    Database database = TestInfrastructure.postgres().freshDatabase();
    Population population = new Population(SEED, conversations);
    try (KafkaProbe probe = KafkaProbe.of(bootstrap)) {
      for (Topic<?> topic : List.of(Topics.EVENTS, Topics.RECEIPTS, Topics.DEVICES)) {
        probe.createTopic(topic.name(), PARTITIONS, topic.retention().config());
      }
    }
    try (LogWriter log = new LogWriter(bootstrap, population, PARTITIONS, SEED)) {
      long begin = System.nanoTime();
      long events = log.write(messages);
      System.out.printf(
          "%,d messages in %,d conversations, %,d events in all: written in %.0f s%n",
          messages, conversations, events, seconds(begin));
      rebuild(bootstrap, database, messages);
      Sizes.topics(bootstrap);
      Sizes.tables(database);
      read(database, population, log, calls);
    }
  }

  private static void rebuild(String bootstrap, Database database, long messages) {
    Map<String, String> env = environment(database);
    env.put("CHAT_KAFKA_BOOTSTRAP", bootstrap);
    long begin = System.nanoTime();
    int first = new CommandLine(new Rebuild(Env.of(env))).execute();
    double empty = seconds(begin);
    begin = System.nanoTime();
    int second = new CommandLine(new Rebuild(Env.of(env))).execute();
    double compared = seconds(begin);
    System.out.printf(
        "%nrebuilt into an empty database (exit code %d): %.1f s, %.1f s for a million messages%n"
            + "rebuilt beside it, compared and swapped (exit code %d): %.1f s, %.1f s for a million%n",
        first, empty, empty * 1e6 / messages, second, compared, compared * 1e6 / messages);
  }

  private static void read(Database database, Population population, LogWriter log, int calls)
      throws Exception {
    Map<String, String> env = environment(database);
    env.put("CHAT_KAFKA_BOOTSTRAP", "127.0.0.1:1");
    env.put("CHAT_JWT_SECRET", Reads.SECRET);
    env.put("CHAT_INGEST_PORT", "0");
    env.put("CHAT_ADMIN_PORT", "0");
    env.put("CHAT_LIMITS", "off");
    env.put("CHAT_CACHE", "off");
    env.put("CHAT_REDIS_URL", TestInfrastructure.redis().url());
    Map<String, Long> before = Sizes.scans(database);
    Running service = IngestApi.SERVICE.start(Env.of(env));
    try {
      new Reads(service.endpoint("http"), population, log).run(calls);
    } finally {
      service.close();
    }
    Map<String, Long> scans = new TreeMap<>(Sizes.scans(database));
    before.forEach((table, count) -> scans.merge(table, -count, Long::sum));
    scans.values().removeIf(count -> count == 0);
    System.out.println("\nsequential scans, by table: " + (scans.isEmpty() ? "none" : scans));
  }

  private static Map<String, String> environment(Database database) {
    Map<String, String> env = new HashMap<>();
    env.put("CHAT_POSTGRES_URL", database.jdbcUrl());
    env.put("CHAT_POSTGRES_USER", database.user());
    env.put("CHAT_POSTGRES_PASSWORD", database.password());
    return env;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
