package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A [Connector]'s answer.
public sealed interface ConnectDecision {
  /// The client joins and gets its sid; then `opening` makes the handler.
  record Accept(SocketOpening opening) implements ConnectDecision {}

  /// The client gets CONNECT_ERROR `{message, data?}` and stays connected below, free to try again
  /// before the connect deadline.
  record Refuse(String message, @Nullable JsonNode data) implements ConnectDecision {}

  static CompletionStage<ConnectDecision> accept(SocketOpening opening) {
    return CompletableFuture.completedStage(new Accept(opening));
  }

  static CompletionStage<ConnectDecision> refuse(String message, @Nullable JsonNode data) {
    return CompletableFuture.completedStage(new Refuse(message, data));
  }
}
