package io.viatra.chat.streams.stats;

import io.viatra.chat.runtime.config.Env;
import java.time.Duration;

/// What the measures are told.
///
/// @param on whether there are any; off, events are not read and `chat.stats.v1` stands still
/// @param unansweredAfter when `/stats` calls a turn unanswered
public record StatsSettings(boolean on, Duration unansweredAfter) {

  public static StatsSettings from(Env env) {
    return new StatsSettings(
        env.flag("CHAT_STATS", true, "measures of use without content, to chat.stats.v1"),
        env.duration(
            "CHAT_STATS_UNANSWERED_AFTER",
            Duration.ofHours(24),
            "when /stats calls a message unanswered"));
  }
}
