package io.viatra.chat.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.socketio.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A socket that keeps what it was given.
public final class FakeSocket implements Socket {
  /// An event that was emitted by name, not encoded beforehand.
  public record Emitted(String event, List<JsonNode> args) {}

  private final String id = UUID.randomUUID().toString();
  private final List<Emitted> emitted = new CopyOnWriteArrayList<>();
  private final List<EncodedEvent> encoded = new CopyOnWriteArrayList<>();
  private volatile boolean open = true;
  private volatile boolean dismissed;
  private volatile boolean slow;
  private volatile long pending;

  public List<Emitted> emitted() {
    return emitted;
  }

  public List<EncodedEvent> encoded() {
    return encoded;
  }

  /// Whether it takes nothing volatile.
  public void slow(boolean now) {
    slow = now;
  }

  /// What it says that it has not sent yet.
  public void pending(long bytes) {
    pending = bytes;
  }

  public boolean dismissed() {
    return dismissed;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String namespace() {
    return "/";
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long pendingBytes() {
    return pending;
  }

  @Override
  public boolean emit(String event, JsonNode... args) {
    return open && emitted.add(new Emitted(event, List.of(args)));
  }

  @Override
  public boolean emit(EncodedEvent event) {
    return open && encoded.add(event);
  }

  @Override
  public boolean emitVolatile(EncodedEvent event) {
    return !slow && encoded.add(event);
  }

  @Override
  public CompletableFuture<List<JsonNode>> emitWithAck(
      Duration timeout, String event, JsonNode... args) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException());
  }

  @Override
  public void disconnect() {
    dismissed = true;
  }

  @Override
  public void drop() {
    open = false;
  }
}
