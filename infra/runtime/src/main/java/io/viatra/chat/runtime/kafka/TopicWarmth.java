package io.viatra.chat.runtime.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for the metadata of topics until it is there, on a thread of its own, so that no sender
/// ever has to wait for it. Ends with success or with closing; a topic that never appears keeps it
/// asking twice a second and the publisher not warm.
final class TopicWarmth implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicWarmth.class);
  private static final long PAUSE_MILLIS_MIN = 5;
  private static final long PAUSE_MILLIS_MAX = 500;

  private final String clientId;
  private final Consumer<String> fetch;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private @Nullable Thread thread;

  /// @param fetch asks for one topic's metadata and throws a `KafkaException` while it is not there
  TopicWarmth(String clientId, Consumer<String> fetch) {
    this.clientId = clientId;
    this.fetch = fetch;
  }

  synchronized void warm(Collection<String> topics) {
    Deque<String> missing = new ArrayDeque<>(topics);
    thread = Thread.ofVirtual().name(clientId + "-warm").start(() -> run(missing));
  }

  CompletableFuture<Void> done() {
    return done.copy();
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(Deque<String> missing) {
    long pause = PAUSE_MILLIS_MIN;
    try {
      while (!missing.isEmpty()) {
        if (known(missing.getFirst())) {
          missing.removeFirst();
          pause = PAUSE_MILLIS_MIN;
        } else {
          Thread.sleep(pause);
          pause = Math.min(pause * 2, PAUSE_MILLIS_MAX);
        }
      }
      done.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean known(String topic) throws InterruptedException {
    try {
      fetch.accept(topic);
      return true;
    } catch (KafkaException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      log.debug("{}: no metadata of {} yet: {}", clientId, topic, e.getMessage());
      return false;
    }
  }
}
