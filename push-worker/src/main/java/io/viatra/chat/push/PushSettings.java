package io.viatra.chat.push;

import io.viatra.chat.push.fcm.FcmSettings;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;

/// What the worker is told.
///
/// @param group consumer group; never changed on a running system, or three days of requests are
///   looked at again
public record PushSettings(
    KafkaSettings kafka, FcmSettings fcm, String group, Bounds bounds, Backoff backoff) {

  /// @param sends requests to FCM in flight
  /// @param batch requests of one partition in hand
  /// @param remembered (device, conversation) pairs whose last push is remembered, some 300 bytes
  ///   each
  record Bounds(int sends, int batch, int remembered) {}

  /// Pauses before a retry, doubling from the first to the last. The last is also the longest time
  /// for which one record may hold up those behind it in its partition.
  record Backoff(Duration first, Duration last) {}

  public static PushSettings from(Env env) {
    return new PushSettings(
        KafkaSettings.from(env),
        FcmSettings.from(env),
        env.string("CHAT_PUSH_GROUP", "push-worker", "consumer group of the push workers"),
        new Bounds(
            env.integer("CHAT_PUSH_SENDS_MAX", 64, 1, 1_000, "requests to FCM in flight"),
            env.integer("CHAT_PUSH_BATCH_MAX", 100, 1, 1_000, "requests of one partition in hand"),
            env.integer(
                "CHAT_PUSH_REMEMBERED_MAX",
                100_000,
                1_000,
                10_000_000,
                "devices and conversations whose last push is remembered against doubles")),
        new Backoff(
            env.duration("CHAT_PUSH_RETRY_FIRST", Duration.ofSeconds(1), "before the first retry"),
            env.duration("CHAT_PUSH_RETRY_LAST", Duration.ofSeconds(30), "longest between two")));
  }
}
