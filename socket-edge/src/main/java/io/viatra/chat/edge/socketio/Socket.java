package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A client in one namespace. Every method may be called by any thread and none blocks; what one
/// thread emits arrives in that order. After the end all of them do nothing.
public interface Socket {
  /// The public id, given to the client with CONNECT; another one than the session's.
  String id();

  String namespace();

  boolean isOpen();

  /// Bytes given to this client's session that TCP has not taken yet.
  long pendingBytes();

  /// Emits to this client alone.
  ///
  /// @return false if the socket has ended. True does not mean that the client got it.
  default boolean emit(String event, JsonNode... args) {
    return emit(EncodedEvent.of(namespace(), event, args));
  }

  /// Emits an event that may have been encoded for many; it must be of this namespace.
  boolean emit(EncodedEvent event);

  /// Emits, unless this client already has more than the soft limit in flight. For what is
  /// worthless when late: typing, presence.
  boolean emitVolatile(EncodedEvent event);

  default boolean emitVolatile(String event, JsonNode... args) {
    return emitVolatile(EncodedEvent.of(namespace(), event, args));
  }

  /// Emits and waits for the client's ack: its arguments, a
  /// [java.util.concurrent.TimeoutException], or an [IllegalStateException] if the socket ends or
  /// too many acks are awaited already.
  CompletableFuture<List<JsonNode>> emitWithAck(Duration timeout, String event, JsonNode... args);

  /// Tells the client to leave, after what was emitted before. Official clients do not reconnect by
  /// themselves then. If it was the session's last socket, the session ends at the connect deadline
  /// unless the client closes it first, which it does.
  void disconnect();

  /// Drops the TCP connection and with it every namespace, without a word: the client reconnects at
  /// once.
  void drop();
}
