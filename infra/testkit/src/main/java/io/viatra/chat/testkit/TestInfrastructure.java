package io.viatra.chat.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One Kafka, PostgreSQL, Redis and fake FCM for all integration tests of a JVM: each is started
/// when first asked for and closed at the end of the JVM, so a suite pays for a start once.
///
/// Tests share them, hence each takes names of its own: topics, consumer groups, transactional ids
/// and Redis keys with a prefix, a database from `postgres().freshDatabase()`. A test that stops a
/// server starts its own instead.
public final class TestInfrastructure {
  /// Closed last opened first, by one shutdown hook.
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  private static @Nullable Path root;
  private static @Nullable EmbeddedKafka kafka;
  private static @Nullable EmbeddedPostgreSql postgres;
  private static @Nullable EmbeddedRedis redis;
  private static @Nullable FakeFcm fcm;

  private TestInfrastructure() {}

  /// Takes 2-4 s when first asked for, cold.
  public static synchronized EmbeddedKafka kafka() {
    EmbeddedKafka running = kafka;
    if (running == null) {
      running = opened(directory -> EmbeddedKafka.start(directory.resolve("kafka")));
      kafka = running;
    }
    return running;
  }

  /// Takes 2-4 s when first asked for; never waits for the disk.
  public static synchronized EmbeddedPostgreSql postgres() {
    EmbeddedPostgreSql running = postgres;
    if (running == null) {
      running =
          opened(directory ->
              EmbeddedPostgreSql.start(
                  directory.resolve("postgresql"), EmbeddedPostgreSql.Durability.UNSYNCED));
      postgres = running;
    }
    return running;
  }

  /// Takes a fraction of a second when first asked for; tests share its one key space.
  public static synchronized EmbeddedRedis redis() {
    EmbeddedRedis running = redis;
    if (running == null) {
      running = opened(directory -> EmbeddedRedis.start(directory.resolve("redis")));
      redis = running;
    }
    return running;
  }

  /// Tests share what it received, so they look by token.
  public static synchronized FakeFcm fcm() {
    FakeFcm running = fcm;
    if (running == null) {
      running = opened(directory -> FakeFcm.start());
      fcm = running;
    }
    return running;
  }

  /// A start in a directory that will be deleted.
  private interface Start<T extends AutoCloseable> {
    T in(Path directory) throws IOException;
  }

  private static <T extends AutoCloseable> T opened(Start<T> start) {
    try {
      T server = start.in(root());
      OPEN.push(server);
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException("the test infrastructure does not start", failed);
    }
  }

  /// Created with the first server, and with it the hook that ends them all.
  private static Path root() throws IOException {
    Path directory = root;
    if (directory == null) {
      directory = Files.createTempDirectory("viatra-chat-it-");
      root = directory;
      Path wiped = directory;
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> closeAll(wiped), "test-infrastructure"));
    }
    return directory;
  }

  /// Goes on after a failure: a server that does not stop must not keep the others running.
  private static synchronized void closeAll(Path directory) {
    while (!OPEN.isEmpty()) {
      try {
        OPEN.pop().close();
      } catch (Exception failed) {
        System.err.println("test infrastructure: " + failed);
      }
    }
    wipe(directory);
  }

  /// What a killed JVM leaves here is for the system's own clean-up of temporary files.
  private static void wipe(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException failed) {
      System.err.println("test infrastructure: cannot delete " + directory + ": " + failed);
    }
  }
}
