package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.EngineIoSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A client that has joined a namespace. Emits go straight to the session; `open` decides who ends
/// it when client and server do so at once.
final class ConnectedSocket implements Socket {
  private final EngineIoSocket session;
  private final String namespace;
  private final String id;
  private final Consumer<ConnectedSocket> leave;
  private final PendingAcks acks = new PendingAcks();
  private final AtomicBoolean open = new AtomicBoolean(true);

  /// @param leave runs on the session's mailbox after [#disconnect]
  ConnectedSocket(
      EngineIoSocket session, String namespace, String id, Consumer<ConnectedSocket> leave) {
    this.session = session;
    this.namespace = namespace;
    this.id = id;
    this.leave = leave;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public boolean isOpen() {
    return open.get() && session.isOpen();
  }

  @Override
  public long pendingBytes() {
    return session.pendingBytes();
  }

  @Override
  public boolean emit(EncodedEvent event) {
    return mine(event) && session.send(event.messages());
  }

  @Override
  public boolean emitVolatile(EncodedEvent event) {
    return mine(event) && session.sendVolatile(event.messages());
  }

  private boolean mine(EncodedEvent event) {
    if (!event.namespace().equals(namespace)) {
      throw new IllegalArgumentException("an event of another namespace");
    }
    return open.get();
  }

  @Override
  public CompletableFuture<List<JsonNode>> emitWithAck(
      Duration timeout, String event, JsonNode... args) {
    CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
    long ackId = acks.add(answer);
    if (ackId == PacketHeader.NO_ID) {
      answer.completeExceptionally(new IllegalStateException("no ack can be awaited"));
      return answer;
    }
    answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<List<JsonNode>> tidied = answer.whenComplete((a, e) -> acks.forget(ackId));
    session.send(PacketEncoder.event(namespace, ackId, event, List.of(args)));
    return tidied;
  }

  @Override
  public void disconnect() {
    if (open.compareAndSet(true, false)) {
      session.send(PacketEncoder.disconnected(namespace));
      session.execute(() -> leave.accept(this));
    }
  }

  @Override
  public void drop() {
    session.drop(CloseReason.SERVER_DROPPED);
  }

  /// Ends it from the session's side: nothing is emitted any more, awaited acks fail.
  void ended() {
    open.set(false);
    acks.close();
  }

  void acked(Packet.Acked packet) {
    acks.complete(packet.id(), packet.args());
  }
}
