package io.viatra.chat.streams;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.Map;

/// Settings of one small instance.
public final class TestSettings {
  private static final StreamsSettings.Threads ONE_EACH = new StreamsSettings.Threads(1, 1, 0);
  private static final long ROCKS_BYTES = 16 * 1024 * 1024;

  private TestSettings() {}

  /// On a real broker, as application `it-…`.
  public static StreamsSettings at(String bootstrap, Path state) {
    var kafka = new KafkaSettings(bootstrap, Map.of());
    return new StreamsSettings(kafka, "it", state, ONE_EACH, 1, ROCKS_BYTES);
  }

  /// Without a broker, where Streams only wants a configuration.
  public static StreamsSettings alone(String prefix, Path state) {
    var kafka = new KafkaSettings("nowhere:9092", Map.of());
    return new StreamsSettings(kafka, prefix, state, ONE_EACH, -1, 0);
  }
}
