package io.viatra.chat.sink;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;

/// What the sink is told.
///
/// @param group consumer group; a rebuild into another schema takes one of its own
/// @param pollRecordsMax records of one transaction, and so in memory. More makes catching up
///   faster and a transaction longer: 2,000 messages took 0.2 s on a busy two-core machine
record SinkSettings(
    KafkaSettings kafka, DatabaseSettings database, String group, int pollRecordsMax) {

  static SinkSettings from(Env env) {
    return new SinkSettings(
        KafkaSettings.from(env),
        DatabaseSettings.from(env),
        env.string("CHAT_SINK_GROUP", "persistence-sink", "consumer group of the sink"),
        env.integer(
            "CHAT_SINK_POLL_RECORDS_MAX", 2_000, 1, 10_000, "records in one transaction at most"));
  }
}
