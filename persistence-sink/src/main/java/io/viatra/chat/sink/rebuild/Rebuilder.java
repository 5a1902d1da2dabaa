package io.viatra.chat.sink.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.sink.Ledger;
import io.viatra.chat.sink.RecordReader;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// The steps of a rebuild, and of taking one back.
final class Rebuilder {
  /// How it ended.
  enum Outcome {
    /// The new tables are live, or would be the same (dry run).
    DONE,
    /// The new tables are not like the live ones, and stand beside them.
    DIFFERENT
  }

  /// What is wanted.
  ///
  /// @param dryRun builds and compares, and leaves nothing behind
  /// @param force swaps whatever the comparison says
  /// @param fresh begins anew what an earlier call has begun
  record Wish(boolean dryRun, boolean force, boolean fresh) {}

  private final RebuildSettings settings;
  private final Schemas schemas;
  private final PrintWriter out;
  private final Progress progress;

  Rebuilder(RebuildSettings settings, PrintWriter out, PrintWriter err) {
    this.settings = settings;
    this.schemas = new Schemas(settings.database());
    this.out = out;
    this.progress = new Progress(err);
  }

  /// Builds, compares, swaps.
  Outcome rebuild(Wish wish) throws RebuildException, SQLException, InterruptedException {
    try (HikariDataSource live = schemas.pool(null);
        Connection turn = live.getConnection()) {
      Turn.take(turn);
      Bound bound = Bound.of(turn, Heads.of(settings.kafka()), wish.force());
      bound.remarks().forEach(progress::step);
      prepare(turn, wish.fresh());
      try (HikariDataSource next = schemas.pool(Schemas.NEXT)) {
        fill(next, bound);
        finish(next);
        boolean equal = !bound.isComparable() || compare(live, next);
        if (wish.dryRun()) {
          Schemas.drop(turn, Schemas.NEXT);
          return equal ? Outcome.DONE : Outcome.DIFFERENT;
        }
        if (!equal && !wish.force()) {
          out.println("Not swapped. The rebuilt tables stand in schema " + Schemas.NEXT + ".");
          return Outcome.DIFFERENT;
        }
        swap(live, next, Schemas.NEXT, bound.isComparable());
      }
      return Outcome.DONE;
    }
  }

  /// Puts what the last swap took away into its place again; that swap can be repeated by the same
  /// call. First it is brought up to date, so nobody sees less than before.
  Outcome rollback() throws RebuildException, SQLException, InterruptedException {
    try (HikariDataSource live = schemas.pool(null);
        Connection turn = live.getConnection()) {
      Turn.take(turn);
      if (!Schemas.exists(turn, Schemas.PREVIOUS)) {
        throw new RebuildException("there is no schema " + Schemas.PREVIOUS + " to go back to");
      }
      Heads heads = Heads.of(settings.kafka());
      schemas.migrate(Schemas.PREVIOUS);
      try (HikariDataSource previous = schemas.pool(Schemas.PREVIOUS)) {
        try (Connection there = previous.getConnection()) {
          if (!heads.covers(LivePositions.of(there))) {
            throw new RebuildException(
                "the former tables hold another log than the one that Kafka has now");
          }
        }
        Bound bound = Bound.of(turn, heads, true);
        upserts(previous).fill("catching up", bound.ends());
        swap(live, previous, Schemas.PREVIOUS, bound.isComparable());
      }
      return Outcome.DONE;
    }
  }

  /// Frees the disk of what the last swap took away.
  Outcome dropPrevious() throws RebuildException, SQLException {
    try (HikariDataSource live = schemas.pool(null);
        Connection turn = live.getConnection()) {
      Turn.take(turn);
      boolean there = Schemas.exists(turn, Schemas.PREVIOUS);
      Schemas.drop(turn, Schemas.PREVIOUS);
      out.println(there ? "Dropped schema " + Schemas.PREVIOUS + "." : "There was none.");
      return Outcome.DONE;
    }
  }

  private void prepare(Connection turn, boolean fresh) throws SQLException {
    if (Schemas.exists(turn, Schemas.NEXT)) {
      progress.step(
          fresh ? "an unfinished rebuild is dropped" : "an unfinished rebuild is taken up");
      if (fresh) {
        Schemas.drop(turn, Schemas.NEXT);
      }
    }
    schemas.migrate(Schemas.NEXT);
  }

  /// Events first: with them come the rows that receipts then only raise.
  private void fill(DataSource next, Bound bound)
      throws RebuildException, SQLException, InterruptedException {
    try (Connection connection = next.getConnection()) {
      DeferredIndexes.defer(connection);
    }
    Filler filler = new Filler(settings, Ledger.filling(next), next, progress);
    filler.fill(Topics.EVENTS.name(), only(bound.ends(), Topics.EVENTS.name()));
    for (String topic : RecordReader.TOPICS) {
      filler.fill(topic, only(bound.ends(), topic));
    }
    if (progress.recordsPassedOver() > 0) {
      progress.step(
          progress.recordsPassedOver() + " records passed over that are among the dead letters");
    }
  }

  private static Map<TopicPartition, Long> only(Map<TopicPartition, Long> ends, String topic) {
    Map<TopicPartition, Long> some = new HashMap<>(ends);
    some.keySet().removeIf(partition -> !partition.topic().equals(topic));
    return some;
  }

  /// Indexes, then what the planner wants to know.
  private void finish(HikariDataSource next) throws SQLException {
    try (Connection connection = next.getConnection()) {
      for (String index : DeferredIndexes.names(connection)) {
        progress.step("index " + index);
        DeferredIndexes.create(connection, index);
      }
      connection.commit();
      progress.step("vacuum and analyze");
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        for (TableDigests.Table table : TableDigests.TABLES) {
          statement.execute("VACUUM (ANALYZE) " + table.name());
        }
      } finally {
        connection.setAutoCommit(false);
      }
    }
  }

  /// The snapshot says which part of the log it holds; the new tables are brought to the same.
  private boolean compare(DataSource live, DataSource next)
      throws RebuildException, SQLException, InterruptedException {
    try (Connection snapshot = live.getConnection();
        Connection built = next.getConnection()) {
      begin(snapshot);
      Map<TopicPartition, Long> held = LivePositions.of(snapshot);
      upserts(next).fill("up to the snapshot", held);
      progress.step("comparing with the live tables");
      boolean equal = new Comparison(snapshot, built, out).run();
      snapshot.rollback();
      built.rollback();
      return equal;
    }
  }

  private static void begin(Connection snapshot) throws SQLException {
    snapshot.rollback();
    try (Statement statement = snapshot.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }
  }

  private Filler upserts(DataSource schema) {
    return new Filler(settings, Ledger.live(schema), schema, progress);
  }

  /// @param catchUp whether positions of the live tables are of the log that Kafka has
  private void swap(DataSource live, DataSource next, String name, boolean catchUp)
      throws RebuildException, SQLException, InterruptedException {
    if (catchUp) {
      // Most of it before anybody has to wait.
      try (Connection connection = live.getConnection()) {
        Map<TopicPartition, Long> held = LivePositions.of(connection);
        connection.rollback();
        upserts(next).fill("catching up", held);
      }
    }
    new SwapAttempts(live, progress)
        .run(connection -> {
          if (catchUp) {
            upserts(next).fill("catching up", LivePositions.of(connection));
          }
          new Swap(connection, Schemas.live(connection)).run(name);
        });
    out.println(
        "Swapped. What was live stands in schema "
            + Schemas.PREVIOUS
            + "; rebuild --rollback puts it back, rebuild --drop-previous frees its disk.");
  }
}
