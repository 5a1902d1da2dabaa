package io.viatra.chat.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server beside this JVM, from binaries in a jar; also as root, whom PostgreSQL
/// itself refuses (it is started in a user namespace of its own then).
///
/// The data directory survives restarts. A server that a killed JVM left behind on it is stopped
/// before the new one starts.
public final class EmbeddedPostgreSql implements AutoCloseable {
  /// What a crash of the machine may cost. A crash of the server or the JVM costs nothing in
  /// either.
  public enum Durability {
    /// As in production: a committed transaction is on the disk.
    SYNCED,
    /// For tests: the server never waits for the disk.
    UNSYNCED
  }

  private static final String NAME = "chat";

  /// Also covers the recovery after a kill.
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private static final int START_ATTEMPTS_MAX = 3;

  private final Path data;
  private final Durability durability;
  private final DirectoryLock lock;
  private final AtomicInteger freshDatabases = new AtomicInteger();
  private int port;
  private @Nullable EmbeddedPostgres server;
  private @Nullable OrphanWatch watch;

  private EmbeddedPostgreSql(Path data, Durability durability, DirectoryLock lock) {
    this.data = data;
    this.durability = durability;
    this.lock = lock;
  }

  /// Starts on any free port.
  public static EmbeddedPostgreSql start(Path data, Durability durability) throws IOException {
    return start(data, durability, 0);
  }

  /// Starts on the wanted port, or the next free one above it; 0 means no wish. Returns when the
  /// server takes connections and the database `chat` is there.
  public static EmbeddedPostgreSql start(Path data, Durability durability, int wantedPort)
      throws IOException {
    Path directory = data.toAbsolutePath();
    EmbeddedPostgreSql postgres =
        new EmbeddedPostgreSql(directory, durability, DirectoryLock.of(directory));
    try {
      postgres.startOnFreePort(wantedPort);
      postgres.createDatabaseOnce();
      return postgres;
    } catch (IOException | RuntimeException failed) {
      postgres.close();
      throw failed;
    }
  }

  private void startOnFreePort(int wantedPort) throws IOException {
    for (int attempt = 1; ; attempt++) {
      port = FreePorts.from(wantedPort);
      try {
        run();
        return;
      } catch (IOException failed) {
        if (attempt == START_ATTEMPTS_MAX) {
          throw failed;
        }
      }
    }
  }

  /// Recovers after a crash, which `START_MAX` has to cover.
  private void run() throws IOException {
    Path cluster = data.resolve("cluster");
    PostmasterFile postmaster = new PostmasterFile(cluster);
    postmaster.stopLeftover();
    server = PostgreSqlSettings.server(data, durability, port).setPGStartupWait(START_MAX).start();
    // INT is the fast shutdown: clients are disconnected, nothing needs recovery.
    watch = OrphanWatch.over(postmaster.pid(), "INT");
  }

  /// Done once per data directory; a crash in between is mended by the next start.
  private void createDatabaseOnce() throws IOException {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      if (isAbsent(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'chat'")) {
        statement.execute("CREATE ROLE chat LOGIN CREATEDB PASSWORD 'chat'");
      }
      if (isAbsent(statement, "SELECT 1 FROM pg_database WHERE datname = 'chat'")) {
        statement.execute("CREATE DATABASE chat OWNER chat");
      }
    } catch (SQLException failed) {
      throw new IOException("cannot create the database", failed);
    }
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  /// The superuser, whom only this class uses; services get a plain role.
  private Connection administrator() throws SQLException {
    EmbeddedPostgres running = server;
    if (running == null) {
      throw new IllegalStateException("PostgreSQL is stopped");
    }
    return running.getPostgresDatabase().getConnection();
  }

  /// The database that lives as long as the data directory.
  public Database database() {
    return named(NAME);
  }

  /// `jdbc:postgresql://host:port/chat`, without credentials.
  public String jdbcUrl() {
    return database().jdbcUrl();
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return NAME;
  }

  /// An empty database of its own, for one test class; in about a tenth of a second, without a
  /// restart.
  public Database freshDatabase() {
    return copyOf("template1");
  }

  /// A copy of a database as it is now, for instance of one with a migrated schema. Nobody may be
  /// connected to the original meanwhile: close its pools first.
  public Database copyOf(Database original) {
    return copyOf(original.name());
  }

  private Database copyOf(String template) {
    // Names must differ from those of an earlier run on the same data directory, too.
    String name =
        "fresh_%s_%d"
            .formatted(Long.toString(System.nanoTime(), 36), freshDatabases.incrementAndGet());
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE \"%s\" TEMPLATE \"%s\" OWNER chat".formatted(name, template));
      return named(name);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot create a fresh database", failed);
    }
  }

  private Database named(String name) {
    return new Database(name, "jdbc:postgresql://127.0.0.1:" + port + "/" + name, NAME, NAME);
  }

  /// Stops the server in good order, disconnecting its clients; keeps port and data.
  public synchronized void stop() throws IOException {
    EmbeddedPostgres stopping = server;
    OrphanWatch watching = watch;
    server = null;
    watch = null;
    if (stopping != null) {
      stopping.close();
      // The stop above gives up after 5 s and says so in the log only.
      new PostmasterFile(data.resolve("cluster")).stopLeftover();
    }
    if (watching != null) {
      watching.close();
    }
  }

  /// Starts a stopped server again on the same port with the same data.
  public synchronized void resume() throws IOException {
    if (server == null) {
      run();
    }
  }

  /// An outage as short as possible: `stop`, then `resume`.
  public synchronized void restart() throws IOException {
    stop();
    resume();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      stop();
    } finally {
      lock.close();
    }
  }
}
