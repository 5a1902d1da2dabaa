package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A real Redis server beside this JVM, from a binary in a jar. It is Redis 6.2: no commands of
/// Redis 7.
///
/// It keeps nothing on disk: the system promises to survive a Redis that was flushed, so every
/// start is such a flush.
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final int START_ATTEMPTS_MAX = 3;

  private final Path data;
  private final DirectoryLock lock;
  private int port;
  private @Nullable LocalProcess server;
  private @Nullable OrphanWatch watch;

  private EmbeddedRedis(Path data, DirectoryLock lock) {
    this.data = data;
    this.lock = lock;
  }

  /// Starts on any free port.
  public static EmbeddedRedis start(Path data) throws IOException {
    return start(data, 0);
  }

  /// Starts on the wanted port, or the next free one above it; 0 means no wish. Returns when the
  /// server answers.
  public static EmbeddedRedis start(Path data, int wantedPort) throws IOException {
    Path directory = data.toAbsolutePath();
    EmbeddedRedis redis = new EmbeddedRedis(directory, DirectoryLock.of(directory));
    try {
      redis.startOnFreePort(wantedPort);
      return redis;
    } catch (IOException | RuntimeException failed) {
      redis.close();
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

  /// The order matters: until the watch is set, only the next start would end an orphan.
  private void run() throws IOException {
    Path pidFile = data.resolve("redis.pid");
    stopLeftover(pidFile);
    LocalProcess started = RedisDaemon.launch(data, pidFile, port);
    server = started;
    watch = OrphanWatch.over(started.pid(), "TERM");
  }

  /// The caller holds the directory's lock, so whoever is in the file has lost its owner.
  private static void stopLeftover(Path pidFile) throws IOException {
    var leftover = LocalProcess.fromPidFile(pidFile, "redis-server");
    if (leftover.isPresent()) {
      leftover.get().stop("TERM", "KILL", STOP_PATIENCE);
    }
    Files.deleteIfExists(pidFile);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /// `redis://host:port`.
  public String url() {
    return "redis://" + host() + ":" + port;
  }

  /// A Redis that hangs: connections stay open and are accepted, nothing answers.
  public synchronized void hang() throws IOException {
    running().signal("STOP");
  }

  /// Ends `hang`; what was sent meanwhile is answered.
  public synchronized void wake() throws IOException {
    running().signal("CONT");
  }

  private LocalProcess running() {
    LocalProcess process = server;
    if (process == null) {
      throw new IllegalStateException("Redis is stopped");
    }
    return process;
  }

  /// Stops the server and keeps the port. Everything in it is lost, as it is in a crash.
  public synchronized void stop() throws IOException {
    LocalProcess stopping = server;
    OrphanWatch watching = watch;
    server = null;
    watch = null;
    if (stopping != null && stopping.isAlive()) {
      // A hung process takes no TERM before it runs again.
      stopping.signal("CONT");
      stopping.stop("TERM", "KILL", STOP_PATIENCE);
    }
    if (watching != null) {
      watching.close();
    }
  }

  /// Starts a stopped server again, empty, on the same port.
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
