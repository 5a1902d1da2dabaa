package io.viatra.chat.e2e.history;

import io.viatra.chat.testkit.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/// Bytes on disk, by topic and by table.
final class Sizes {
  private static final double MIB = 1 << 20;

  /// A partitioned table is the sum of its partitions.
  private static final String TABLES =
      """
      SELECT regexp_replace(c.relname, '_[0-9]+$', ''), sum(pg_table_size(c.oid)),
        sum(pg_indexes_size(c.oid)), sum(greatest(c.reltuples, 0))::bigint
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      GROUP BY 1 ORDER BY 2 DESC
      """;

  private static final String SCANS =
      """
      SELECT relname, seq_scan FROM pg_stat_user_tables
      WHERE schemaname = 'public' AND relname NOT IN ('sink_progress', 'devices')
        AND relname NOT LIKE 'flyway%'
      """;

  private Sizes() {}

  /// Of the brokers' logs, all replicas.
  static void topics(String bootstrap) throws Exception {
    Map<String, Long> bytes = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      for (var directories : admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (var directory : directories.values()) {
          directory
              .replicaInfos()
              .forEach((partition, replica) ->
                  bytes.merge(partition.topic(), replica.size(), Long::sum));
        }
      }
    }
    System.out.printf("%n%-24s %12s%n", "topic", "MiB");
    bytes.forEach((topic, size) -> System.out.printf("%-24s %,12.1f%n", topic, size / MIB));
  }

  static void tables(Database database) throws SQLException {
    System.out.printf("%n%-24s %12s %12s %14s%n", "table", "MiB", "indexes MiB", "rows");
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        System.out.printf(
            "%-24s %,12.1f %,12.1f %,14d%n",
            rows.getString(1), rows.getLong(2) / MIB, rows.getLong(3) / MIB, rows.getLong(4));
      }
    }
  }

  /// How often each table was read from end to end, as far as ended connections have told.
  static Map<String, Long> scans(Database database) throws SQLException {
    Map<String, Long> scans = new TreeMap<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SCANS)) {
      while (rows.next()) {
        scans.put(rows.getString(1), rows.getLong(2));
      }
    }
    return scans;
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
