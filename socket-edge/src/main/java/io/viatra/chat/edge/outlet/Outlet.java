package io.viatra.chat.edge.outlet;

import io.viatra.chat.runtime.kafka.Published;
import io.viatra.chat.schemas.topic.Topic;
import java.util.concurrent.CompletableFuture;

/// Takes a record and says when it is durable.
public interface Outlet {
  /// Never blocks.
  ///
  /// @return where and when the log took it, or exceptionally a
  ///   [io.viatra.chat.runtime.kafka.PublishException]. Completes on the producer's one thread:
  ///   what follows must be short
  <T> CompletableFuture<Published> publish(Topic<T> topic, String key, T value);
}
