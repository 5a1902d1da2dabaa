package io.viatra.chat.ingest.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.runtime.metrics.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// The connections to the read model, for reading alone: a session that tried to write would be
/// refused by PostgreSQL.
///
/// Every wait has an end: a second for a connection, three for a statement, five for the socket
/// under it. Opens while the database is down, and recovers by itself. Thread-safe.
public final class Database implements AutoCloseable {
  private static final Duration CONNECTION_MAX = Duration.ofSeconds(1);
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(3);
  private static final Duration SOCKET_MAX = Duration.ofSeconds(5);

  /// jOOQ would log statements with their values at debug level: those are content.
  private static final Settings SETTINGS =
      new Settings().withRenderSchema(false).withExecuteLogging(false);

  private final HikariDataSource pool;
  private final Semaphore readers;

  private Database(HikariDataSource pool, int readersMax) {
    this.pool = pool;
    this.readers = new Semaphore(readersMax);
  }

  /// Opens the pool and returns at once.
  public static Database open(DatabaseSettings settings, Metrics metrics) {
    var database =
        new Database(new HikariDataSource(config(settings, metrics)), settings.readersMax());
    metrics.gauge(
        "chat.ingest.readers",
        "requests that hold or wait for a connection",
        () -> settings.readersMax() - database.readers.availablePermits());
    return database;
  }

  private static HikariConfig config(DatabaseSettings settings, Metrics metrics) {
    var config = new HikariConfig();
    config.setPoolName("ingest-api");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.connectionsMax());
    config.setMinimumIdle(Math.min(2, settings.connectionsMax()));
    config.setConnectionTimeout(CONNECTION_MAX.toMillis());
    config.setValidationTimeout(CONNECTION_MAX.dividedBy(2).toMillis());
    // Below zero: a database that is down delays nobody's start; readiness says how it is.
    config.setInitializationFailTimeout(-1);
    config.setMetricRegistry(metrics.registry());
    config.addDataSourceProperty("ApplicationName", "ingest-api");
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECTION_MAX.toSeconds()));
    config.addDataSourceProperty("socketTimeout", Long.toString(SOCKET_MAX.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Details of errors hold values of rows, and exceptions end in logs.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty(
        "options",
        "-c default_transaction_read_only=on -c statement_timeout=" + STATEMENT_MAX.toMillis());
    return config;
  }

  /// Asks something on one connection; statements of one question may see different moments.
  ///
  /// @throws Unavailable where no answer can be had now
  public <T> T read(Function<DSLContext, T> question) {
    if (!readers.tryAcquire()) {
      throw new Unavailable("more readers than are let in");
    }
    try (var connection = pool.getConnection()) {
      return question.apply(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
    } catch (SQLException e) {
      throw new Unavailable(e);
    } catch (DataAccessException e) {
      throw passing(e) ? new Unavailable(e) : e;
    } finally {
      readers.release();
    }
  }

  /// Whether the database answers and has the tables of this build.
  public boolean isCurrent() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return ReadModel.isCurrent(connection);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /// Whether the trouble is the database's and not the question's: lost connections (08), lack of
  /// resources (53), shut down or cancelled by time (57), time-outs of the driver.
  private static boolean passing(DataAccessException failure) {
    var state = failure.sqlState();
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || failure.getCause(SQLTransientException.class) != null;
  }
}
