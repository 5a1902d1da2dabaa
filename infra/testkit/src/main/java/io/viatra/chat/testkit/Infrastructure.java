package io.viatra.chat.testkit;

import io.viatra.chat.testkit.EmbeddedPostgreSql.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/// Everything the services stand on, in one data directory: Kafka, PostgreSQL, Redis, a fake FCM.
///
/// All four start in parallel, and close in parallel: they do not know each other. Close the
/// services first.
public record Infrastructure(
    EmbeddedKafka kafka, EmbeddedPostgreSql postgres, EmbeddedRedis redis, FakeFcm fcm)
    implements AutoCloseable {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(60);

  /// Wanted ports; each falls forward when it is busy, 0 means any.
  public record Ports(int kafka, int postgres, int redis, int fcm) {
    public static Ports any() {
      return new Ports(0, 0, 0, 0);
    }
  }

  /// Starts with durable data in sub-directories of `data`, which survive restarts. When one does
  /// not start, those that did are closed again.
  public static Infrastructure start(Path data, Ports wanted) throws IOException {
    // SLF4J prints a complaint when several threads are the first to log.
    LoggerFactory.getILoggerFactory();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafka = async(threads, () -> EmbeddedKafka.start(data.resolve("kafka"), wanted.kafka()));
      var postgres =
          async(
              threads,
              () ->
                  EmbeddedPostgreSql.start(
                      data.resolve("postgresql"), Durability.SYNCED, wanted.postgres()));
      var redis = async(threads, () -> EmbeddedRedis.start(data.resolve("redis"), wanted.redis()));
      var fcm = async(threads, () -> FakeFcm.start(wanted.fcm()));
      try {
        return new Infrastructure(kafka.join(), postgres.join(), redis.join(), fcm.join());
      } catch (CompletionException failed) {
        List.of(kafka, postgres, redis, fcm).forEach(Infrastructure::closeWhenStarted);
        throw new IOException("the embedded infrastructure does not start", failed.getCause());
      }
    }
  }

  /// Checked exceptions travel as the cause.
  private static <T> CompletableFuture<T> async(ExecutorService threads, Callable<T> start) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return start.call();
          } catch (Exception failed) {
            throw new CompletionException(failed);
          }
        },
        threads);
  }

  private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> start) {
    try {
      start.join().close();
    } catch (Exception neverStarted) {
      // Its own failure, or that of another, is what the caller gets to see.
    }
  }

  /// Goes on with the others when one does not close, then fails with what went wrong first.
  @Override
  public void close() throws IOException {
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (AutoCloseable server : List.of(fcm, redis, postgres, kafka)) {
      closing.add(
          async(
              threads,
              () -> {
                server.close();
                return null;
              }));
    }
    try {
      CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new))
          .orTimeout(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException failed) {
      throw new IOException("the embedded infrastructure does not close", failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
