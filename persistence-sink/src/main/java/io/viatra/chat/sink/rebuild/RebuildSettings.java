package io.viatra.chat.sink.rebuild;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.sink.DatabaseSettings;

/// Where to read and where to build.
///
/// @param sliceRecordsMax records of one transaction; three such slices are in memory at most
record RebuildSettings(KafkaSettings kafka, DatabaseSettings database, int sliceRecordsMax) {

  static RebuildSettings from(Env env, int sliceRecordsMax) {
    return new RebuildSettings(
        KafkaSettings.from(env), DatabaseSettings.from(env), sliceRecordsMax);
  }
}
