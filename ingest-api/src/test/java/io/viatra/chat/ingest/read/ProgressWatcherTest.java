package io.viatra.chat.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.read.Progress.Source;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.ConsistencyToken;
import io.viatra.chat.schemas.codec.ConsistencyToken.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressWatcherTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(30);

  private final Metrics metrics = new Metrics("test");
  private final AtomicReference<@Nullable Progress> progress =
      new AtomicReference<>(at(Outcome.EVENT, 0, 5));
  private final AtomicInteger looks = new AtomicInteger();
  private final ProgressWatcher watcher = ProgressWatcher.open(this::look, metrics);

  @AfterEach
  void close() {
    watcher.close();
    metrics.close();
  }

  @Test
  void aWriteThatIsThereIsNotWaitedFor() throws InterruptedException {
    assertThat(watcher.await(token(Outcome.EVENT, 0, 5), LONG)).isTrue();
  }

  @Test
  void aWriteIsWaitedFor() throws Exception {
    var waiting = CompletableFuture.supplyAsync(() -> await(token(Outcome.EVENT, 0, 6)));
    awaitLooks();
    progress.set(at(Outcome.EVENT, 0, 6));

    assertThat(waiting.get()).isTrue();
  }

  @Test
  void timeRunsOut() throws InterruptedException {
    assertThat(watcher.await(token(Outcome.EVENT, 0, 6), SHORT)).isFalse();
  }

  @Test
  void progressElsewhereSaysNothing() throws InterruptedException {
    assertThat(watcher.await(token(Outcome.RECEIPT, 0, 1), SHORT)).isFalse();
    assertThat(watcher.await(token(Outcome.EVENT, 1, 1), SHORT)).isFalse();
  }

  @Test
  void aFailedLookIsRepeated() throws Exception {
    var healthy = progress.getAndSet(null);
    var waiting = CompletableFuture.supplyAsync(() -> await(token(Outcome.EVENT, 0, 5)));
    awaitLooks();
    progress.set(healthy);

    assertThat(waiting.get()).isTrue();
  }

  @Test
  void nobodyAsksWhileNobodyWaits() throws InterruptedException {
    assertThat(looks).hasValue(0);
    watcher.await(token(Outcome.EVENT, 0, 5), LONG);

    assertThat(looks).hasPositiveValue();
  }

  private boolean await(ConsistencyToken token) {
    try {
      return watcher.await(token, LONG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Two further looks: the first may have begun before the caller changed something.
  private void awaitLooks() {
    int seen = looks.get();
    while (looks.get() < seen + 2) {
      Thread.onSpinWait();
    }
  }

  private Progress look() {
    looks.incrementAndGet();
    var now = progress.get();
    if (now == null) {
      throw new Unavailable("down");
    }
    return now;
  }

  private static Progress at(Outcome outcome, int partition, long command) {
    return new Progress(Map.of(new Source(outcome, partition), command));
  }

  private static ConsistencyToken token(Outcome outcome, int partition, long offset) {
    return new ConsistencyToken(outcome, new CommandPosition(partition, offset));
  }
}
