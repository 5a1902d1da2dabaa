package io.viatra.chat.schemas.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long a topic keeps its records.
///
/// @param compacted the newest record of each key is kept, for ever where `keep` is null
/// @param keep age at which records go; null is never
/// @param compactionLag age below which compaction leaves records alone
/// @param appendTime the broker stamps the time (`LogAppendTime`); else the producer does
public record Retention(
    boolean compacted,
    @Nullable Duration keep,
    @Nullable Duration compactionLag,
    boolean appendTime) {

  static Retention forEver() {
    return new Retention(false, null, null, false);
  }

  static Retention delete(Duration keep) {
    return new Retention(false, keep, null, false);
  }

  static Retention compact(Duration lag) {
    return new Retention(true, null, lag, false);
  }

  /// The newest record of each key, and not for ever.
  static Retention compactAndDelete(Duration keep) {
    return new Retention(true, keep, Duration.ZERO, false);
  }

  Retention stampedByBroker() {
    return new Retention(compacted, keep, compactionLag, true);
  }

  /// Kafka topic settings by name.
  public Map<String, String> config() {
    var config = new TreeMap<String, String>();
    config.put("cleanup.policy", policy());
    config.put("retention.ms", keep == null ? "-1" : Long.toString(keep.toMillis()));
    if (compactionLag != null) {
      config.put("min.compaction.lag.ms", Long.toString(compactionLag.toMillis()));
    }
    config.put("message.timestamp.type", appendTime ? "LogAppendTime" : "CreateTime");
    return config;
  }

  private String policy() {
    if (!compacted) {
      return "delete";
    }
    return keep == null ? "compact" : "compact,delete";
  }
}
