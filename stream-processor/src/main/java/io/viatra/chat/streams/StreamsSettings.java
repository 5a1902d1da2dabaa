package io.viatra.chat.streams;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;

/// What both applications are told.
///
/// @param prefix of the application ids, which name consumer groups, changelogs and transactions:
///   never changed on a running system, or all state is restored under other names
/// @param stateDirectory must survive restarts; a lost one is restored from the changelogs
/// @param replication of changelogs; -1 leaves it to the brokers
public record StreamsSettings(
    KafkaSettings kafka,
    String prefix,
    Path stateDirectory,
    Threads threads,
    int replication,
    long rocksBytes) {

  /// Streams threads of each application, and copies of its state kept warm elsewhere.
  ///
  /// @param sequencer each commits one transaction for all of its partitions
  public record Threads(int sequencer, int router, int standbys) {}

  /// How long one of the two applications may take to stop.
  static final Duration CLOSE_MAX = Duration.ofSeconds(8);

  public static StreamsSettings from(Env env) {
    return new StreamsSettings(
        KafkaSettings.from(env),
        env.string("CHAT_STREAMS_PREFIX", "chat", "prefix of the two application ids"),
        Path.of(
            env.string(
                "CHAT_STREAMS_STATE_DIR",
                "data/streams",
                "directory of the state stores; must survive restarts")),
        new Threads(
            env.integer("CHAT_STREAMS_SEQUENCER_THREADS", 1, 1, 96, "threads of the sequencer"),
            env.integer("CHAT_STREAMS_ROUTER_THREADS", 1, 1, 96, "threads of the router"),
            env.integer(
                "CHAT_STREAMS_STANDBYS", 0, 0, 3, "warm copies of the state on other instances")),
        env.integer(
            "CHAT_STREAMS_REPLICATION",
            -1,
            -1,
            10,
            "replication of the changelog topics; -1 takes the brokers' default"),
        env.size(
            "CHAT_STREAMS_ROCKS_MEMORY",
            96 * 1024 * 1024,
            "memory of all state stores together, outside of the heap"));
  }

  /// Such as `chat-sequencer`.
  public String applicationId(String application) {
    return prefix + "-" + application;
  }
}
