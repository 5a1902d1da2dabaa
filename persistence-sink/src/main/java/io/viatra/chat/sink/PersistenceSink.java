package io.viatra.chat.sink;

import io.viatra.chat.runtime.kafka.ConsumerLoop;
import io.viatra.chat.runtime.kafka.DeadLetters;
import io.viatra.chat.runtime.kafka.LoopSettings;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.runtime.service.Service;
import io.viatra.chat.runtime.service.ServiceMain;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.sink.cache.Invalidation;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/// The sink as a service: events, receipts and devices into PostgreSQL.
public final class PersistenceSink {
  private static final String NAME = "persistence-sink";

  public static final Service<?> SERVICE =
      new Service<>(NAME, SinkSettings::from, PersistenceSink::open);

  private PersistenceSink() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }

  private static void open(SinkSettings settings, Host host) {
    Metrics metrics = host.metrics();
    Database database = host.add("database", Database.open(settings.database(), metrics));
    database.migrate();
    Publisher publisher = host.add("dead letters", deadLetterPublisher(settings, metrics));
    DeadLetters letters = new DeadLetters(publisher, Topics.DEAD_LETTERS.name(), NAME, metrics);
    Sink sink =
        new Sink(
            Ledger.live(database.source()),
            new Intake(letters::send),
            new SinkMetrics(metrics, InstantSource.system()),
            outdated(settings, host));
    host.add("lag", LagWatch.open(settings.kafka(), sink::positions, metrics));
    ConsumerLoop loop =
        host.add("loop", ConsumerLoop.open(settings.kafka(), loop(settings), sink, metrics));
    host.watch("loop", loop.ended());
    host.readiness().check("postgres", database::answers);
    host.readiness().check("assigned", () -> !sink.positions().isEmpty());
    host.readiness().check("applying", () -> !loop.failing());
  }

  /// Where nobody keeps copies there is nothing to drop, and no need for Redis.
  private static Consumer<Set<String>> outdated(SinkSettings settings, Host host) {
    RedisSettings where = settings.cache();
    if (where == null) {
      return _ -> {};
    }
    Redis redis = host.add("redis", Redis.open(where, host.metrics()));
    return host.add("cache", Invalidation.open(redis, host.metrics()))::outdated;
  }

  private static Publisher deadLetterPublisher(SinkSettings settings, Metrics metrics) {
    return Publisher.open(
        settings.kafka(), NAME + "-dlq", Set.of(Topics.DEAD_LETTERS.name()), metrics);
  }

  private static LoopSettings loop(SinkSettings settings) {
    return LoopSettings.ownPositions(
        NAME, settings.group(), RecordReader.TOPICS, settings.pollRecordsMax());
  }
}
