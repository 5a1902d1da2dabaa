package io.viatra.chat.ingest.bench;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/// Processor time that was used up to some moment.
///
/// @param own of this process: the service under test, its clients, the garbage collector
/// @param postgres of all its processes that live
record Usage(Duration own, Duration postgres, Duration redis) {

  static Usage now(Database database) throws SQLException {
    return new Usage(cpu(ProcessHandle.current()), ofPostgres(database), ofRedis());
  }

  Usage since(Usage before) {
    return new Usage(
        own.minus(before.own), postgres.minus(before.postgres), redis.minus(before.redis));
  }

  Usage plus(Usage more) {
    return new Usage(own.plus(more.own), postgres.plus(more.postgres), redis.plus(more.redis));
  }

  /// Connections of the pools stay, so no process ends between two looks with its time.
  private static Duration ofPostgres(Database database) throws SQLException {
    var used = Duration.ZERO;
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var pids =
            statement.executeQuery(
                "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")) {
      while (pids.next()) {
        used = used.plus(ProcessHandle.of(pids.getLong(1)).map(Usage::cpu).orElse(Duration.ZERO));
      }
    }
    return used;
  }

  private static Duration ofRedis() {
    try (var client = RedisClient.create(TestInfrastructure.redis().url())) {
      double seconds =
          client
              .info("cpu")
              .lines()
              .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
              .sum();
      return Duration.ofNanos((long) (seconds * 1e9));
    }
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
