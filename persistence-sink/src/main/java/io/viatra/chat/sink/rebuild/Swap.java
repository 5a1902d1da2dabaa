package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Moves a read model into the place of the live one, and the live one aside, in the caller's
/// transaction. Tables and views by name, with the privileges that were granted on the live ones;
/// indexes go along with their tables. What else stands in the live schema is left alone.
///
/// Everybody who reads or writes waits for the transaction's end: milliseconds, as only the
/// catalogue is written (PostgreSQL, ALTER TABLE … SET SCHEMA).
final class Swap {
  /// Becomes [Schemas#PREVIOUS] at the end.
  private static final String ASIDE = "chat_swap";

  private static final String RELATIONS =
      """
      SELECT c.relname, c.relkind = 'v' FROM pg_class c
      WHERE c.relnamespace = ?::regnamespace AND c.relkind IN ('r', 'p', 'v')
        AND c.relname <> 'rebuild_indexes'
      ORDER BY c.relkind = 'v', c.relname
      """;

  private static final String GRANTS =
      """
      SELECT format('GRANT %s ON %I.%I TO %s%s', a.privilege_type, ?::text, c.relname,
        CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
        CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM pg_class c, aclexplode(c.relacl) a
      WHERE c.relnamespace = ?::regnamespace AND c.relname = ANY (?) AND a.grantee <> c.relowner
      """;

  private record Relation(String name, boolean isView) {}

  private final Connection connection;
  private final String live;

  /// @param connection in a transaction; the caller commits
  /// @param live the schema that the services work in
  Swap(Connection connection, String live) {
    this.connection = connection;
    this.live = live;
  }

  /// Afterwards `next` is gone, and what was live is [Schemas#PREVIOUS].
  void run(String next) throws SQLException {
    List<Relation> coming = relations(next);
    List<Relation> going = new ArrayList<>(relations(live));
    going.retainAll(coming);
    lock(going);
    try (Statement statement = connection.createStatement()) {
      for (String grant : grants(next, coming)) {
        statement.execute(grant);
      }
      statement.execute("CREATE SCHEMA " + ASIDE);
      move(statement, going, live, ASIDE);
      move(statement, coming, next, live);
      statement.execute("DROP SCHEMA " + next + " CASCADE");
      statement.execute("DROP SCHEMA IF EXISTS " + Schemas.PREVIOUS + " CASCADE");
      statement.execute("ALTER SCHEMA " + ASIDE + " RENAME TO " + Schemas.PREVIOUS);
    }
  }

  /// At once and before anything is changed: a swap that does not get them has nothing to undo.
  private void lock(List<Relation> relations) throws SQLException {
    List<String> tables =
        relations.stream().filter(r -> !r.isView).map(r -> quoted(live, r.name)).toList();
    if (!tables.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ACCESS EXCLUSIVE MODE");
      }
    }
  }

  private static void move(Statement statement, List<Relation> relations, String from, String to)
      throws SQLException {
    for (Relation each : relations) {
      statement.execute(
          (each.isView ? "ALTER VIEW " : "ALTER TABLE ")
              + quoted(from, each.name)
              + " SET SCHEMA "
              + quoted(to));
    }
  }

  private List<Relation> relations(String schema) throws SQLException {
    List<Relation> relations = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
      statement.setString(1, quoted(schema));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          relations.add(new Relation(rows.getString(1), rows.getBoolean(2)));
        }
      }
    }
    return relations;
  }

  private List<String> grants(String next, List<Relation> relations) throws SQLException {
    List<String> grants = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(GRANTS)) {
      statement.setString(1, next);
      statement.setString(2, quoted(live));
      statement.setArray(
          3, connection.createArrayOf("text", relations.stream().map(Relation::name).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          grants.add(rows.getString(1));
        }
      }
    }
    return grants;
  }

  private static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
