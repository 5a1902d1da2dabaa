package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/// One device of one person, whichever official client it runs.
interface Device extends AutoCloseable {
  /// Emits and answers the ack's payload; fails when no ack comes.
  CompletableFuture<JsonNode> emit(String event, ObjectNode payload);

  @Override
  void close();

  /// What a device tells the test, on one thread in order of arrival.
  @FunctionalInterface
  interface Listener {
    void heard(String event, JsonNode payload);
  }
}
