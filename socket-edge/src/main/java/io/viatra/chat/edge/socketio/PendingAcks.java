package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Acks that one client still owes us. Bounded by [#MAX]; beyond it a call fails at once. Guarded
/// by its monitor; futures are completed outside of it.
final class PendingAcks {
  static final int MAX = 256;

  private final Map<Long, CompletableFuture<List<JsonNode>>> byId = new HashMap<>();
  private int nextId;
  private boolean closed;

  /// A new entry.
  ///
  /// @return its id, or [PacketHeader#NO_ID] if the socket has ended or owes too many
  synchronized long add(CompletableFuture<List<JsonNode>> answer) {
    if (closed || byId.size() == MAX) {
      return PacketHeader.NO_ID;
    }
    // Clients in Java hold ids in an int, so they stay positive.
    long id = nextId;
    nextId = (nextId + 1) & Integer.MAX_VALUE;
    byId.put(id, answer);
    return id;
  }

  /// An answer came in; one that nobody waits for is ignored.
  void complete(long id, List<JsonNode> args) {
    CompletableFuture<List<JsonNode>> answer = remove(id);
    if (answer != null) {
      answer.complete(args);
    }
  }

  /// Nobody waits any more.
  void forget(long id) {
    var _ = remove(id);
  }

  private synchronized @Nullable CompletableFuture<List<JsonNode>> remove(long id) {
    return byId.remove(id);
  }

  void close() {
    List<CompletableFuture<List<JsonNode>>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(byId.values());
      byId.clear();
    }
    left.forEach(f -> f.completeExceptionally(new IllegalStateException("the socket has ended")));
  }
}
