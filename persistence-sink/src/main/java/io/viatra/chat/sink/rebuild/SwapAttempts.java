package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/// Tries the swap until it gets its locks, each time in a transaction of its own. It gives way
/// first: it waits half a second for a lock, less than the second after which PostgreSQL looks for
/// a deadlock and might end a reader.
final class SwapAttempts {
  /// What is done with the sink's positions held: nobody moves them until it is over.
  interface Held {
    void run(Connection connection) throws RebuildException, SQLException, InterruptedException;
  }

  private static final int ATTEMPTS_MAX = 60;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Lock not available; deadlock.
  private static final String NOT_AVAILABLE = "55P03";

  private static final String DEADLOCK = "40P01";

  private final DataSource live;
  private final Progress progress;

  SwapAttempts(DataSource live, Progress progress) {
    this.live = live;
    this.progress = progress;
  }

  /// @throws RebuildException if there was no moment for it within some ninety seconds
  void run(Held held) throws RebuildException, SQLException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      if (succeeds(held)) {
        return;
      }
      progress.step("the live tables are busy, attempt " + attempt);
      Thread.sleep(PAUSE);
    }
    throw new RebuildException(
        "no moment for the swap: somebody holds locks on the live tables (pg_stat_activity says"
            + " who); the next call goes on from here");
  }

  private boolean succeeds(Held held) throws RebuildException, SQLException, InterruptedException {
    try (Connection connection = live.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '500ms'");
        if (LivePositions.exist(connection)) {
          // The sink begins each transaction here, and so waits with nothing written; readers pass.
          statement.execute("LOCK TABLE sink_progress IN EXCLUSIVE MODE");
        }
        held.run(connection);
        connection.commit();
        return true;
      } catch (SQLException failure) {
        connection.rollback();
        if (NOT_AVAILABLE.equals(failure.getSQLState()) || DEADLOCK.equals(failure.getSQLState())) {
          return false;
        }
        throw failure;
      }
    }
  }
}
