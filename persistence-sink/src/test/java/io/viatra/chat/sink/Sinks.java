package io.viatra.chat.sink;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Starts the service on a test's database and waits for what it does.
final class Sinks {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Sinks() {}

  static String group() {
    return "sink-" + UUID.randomUUID();
  }

  static Map<String, String> environment(Database database, String group) {
    return Map.of(
        "CHAT_KAFKA_BOOTSTRAP", TestInfrastructure.kafka().bootstrapServers(),
        "CHAT_POSTGRES_URL", database.jdbcUrl(),
        "CHAT_POSTGRES_USER", database.user(),
        "CHAT_POSTGRES_PASSWORD", database.password(),
        "CHAT_SINK_GROUP", group,
        "CHAT_ADMIN_PORT", "0");
  }

  static Running start(TestDatabase database, String group) throws Exception {
    return PersistenceSink.SERVICE.start(Env.of(environment(database.database(), group)));
  }

  /// What a test waits for.
  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// Until everything that was told is in the tables.
  static void awaitApplied(TestDatabase database, Log log) throws Exception {
    await("applied up to " + log.ends(), () -> reached(progress(database), log.ends()));
  }

  private static boolean reached(Map<String, Long> progress, Map<String, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> progress.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /// Positions by `topic-partition`; empty while there is no such table.
  static Map<String, Long> progress(TestDatabase database) throws SQLException {
    Map<String, Long> positions = new HashMap<>();
    if (database.rows("SELECT to_regclass('sink_progress')").getFirst().equals("-")) {
      return positions;
    }
    for (String row : database.rows("SELECT topic, partition, next FROM sink_progress")) {
      String[] columns = row.split("\\|");
      positions.put(columns[0] + "-" + columns[1], Long.parseLong(columns[2]));
    }
    return positions;
  }
}
