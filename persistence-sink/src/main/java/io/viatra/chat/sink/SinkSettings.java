package io.viatra.chat.sink;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.redis.RedisSettings;
import org.jspecify.annotations.Nullable;

/// What the sink is told.
///
/// @param group consumer group; a rebuild into another schema takes one of its own
/// @param pollRecordsMax records of one transaction, and so in memory. More makes catching up
///   faster and a transaction longer: 2,000 messages took 0.2 s on a busy two-core machine
/// @param cache where readers keep copies; null where they keep none
record SinkSettings(
    KafkaSettings kafka,
    DatabaseSettings database,
    String group,
    int pollRecordsMax,
    @Nullable RedisSettings cache) {

  /// The words of ingest-api.
  private static final String CACHE =
      "caches of messages and rosters, in Redis too; off keeps content out of it";

  static SinkSettings from(Env env) {
    return new SinkSettings(
        KafkaSettings.from(env),
        DatabaseSettings.from(env),
        env.string("CHAT_SINK_GROUP", "persistence-sink", "consumer group of the sink"),
        env.integer(
            "CHAT_SINK_POLL_RECORDS_MAX", 2_000, 1, 10_000, "records in one transaction at most"),
        cache(env));
  }

  private static @Nullable RedisSettings cache(Env env) {
    RedisSettings redis = RedisSettings.from(env);
    return env.flag("CHAT_CACHE", true, CACHE) ? redis : null;
  }
}
