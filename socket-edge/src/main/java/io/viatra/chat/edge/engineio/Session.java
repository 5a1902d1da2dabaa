package io.viatra.chat.edge.engineio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client, from handshake to end, over one transport at a time.
///
/// The monitor guards `transport`, `closed` and the order of what is sent; the layer above is never
/// called under it, only through the mailbox. The end happens once: whoever flips `closed` reports.
final class Session implements EngineIoSocket, PacketReceiver, Heartbeat.Patient {
  private static final EncodedMessage PING = EncodedMessage.packet('2', "");

  private final String id;
  private final EngineIoRequest request;
  private final EngineIoContext context;
  private final Consumer<Session> forget;
  private final Mailbox mailbox;
  private final Heartbeat heartbeat;
  private final AtomicInteger pending = new AtomicInteger();
  private final int pendingMax;

  private @Nullable Transport transport;
  private @Nullable EngineIoListener listener;
  private boolean closed;

  /// When places for pending messages were last all taken.
  private volatile long deafUntil = System.nanoTime();

  Session(String id, EngineIoRequest request, EngineIoContext context, Consumer<Session> forget) {
    this.id = id;
    this.request = request;
    this.context = context;
    this.forget = forget;
    this.mailbox = new Mailbox(context.executor());
    this.heartbeat = new Heartbeat(context.settings(), context.timers(), this);
    this.pendingMax = context.settings().in().pendingMax();
  }

  /// Puts the session on its first transport, and asks the layer above for a listener. I/O thread.
  void open(Transport first, List<String> upgrades) {
    synchronized (this) {
      transport = first;
    }
    first.send(OpenPacket.encode(id, upgrades, context.settings()));
    context.metrics().sessionOpened();
    listener = context.acceptor().accept(this);
    heartbeat.start();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EngineIoRequest request() {
    return request;
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean send(List<EncodedMessage> messages) {
    return send(messages, Long.MAX_VALUE);
  }

  @Override
  public boolean sendVolatile(List<EncodedMessage> messages) {
    return send(messages, context.settings().out().softBytes());
  }

  private boolean send(List<EncodedMessage> messages, long pendingBytesMax) {
    synchronized (this) {
      Transport current = transport;
      if (closed || current == null) {
        return false;
      }
      if (current.pendingBytes() <= pendingBytesMax) {
        messages.forEach(current::send);
        messages.forEach(m -> context.metrics().messageSent(m.size()));
        return true;
      }
    }
    context.metrics().volatileDropped();
    return false;
  }

  @Override
  public synchronized long pendingBytes() {
    return closed || transport == null ? 0 : transport.pendingBytes();
  }

  @Override
  public void hold() {
    if (pending.incrementAndGet() == pendingMax) {
      context.metrics().receivesSuspended();
    }
  }

  /// Reading goes on when half of the places are free: not at each, which would be a wake-up per
  /// message.
  @Override
  public void release() {
    if (isFull()) {
      deafUntil = System.nanoTime();
    }
    int left = pending.decrementAndGet();
    if (left == pendingMax / 2 || left == 0) {
      Transport current;
      synchronized (this) {
        current = transport;
      }
      if (current != null) {
        current.resumeReceives();
      }
    }
  }

  @Override
  public boolean isFull() {
    return pending.get() >= pendingMax;
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> timer = context.timers().after(delay.toNanos(), () -> execute(task));
    return () -> timer.cancel(false);
  }

  @Override
  public void execute(Runnable task) {
    mailbox.execute(() -> guarded(task));
  }

  // ---- what comes in, on the transport's I/O thread ----

  @Override
  public void onPacket(Transport from, Packet packet) {
    switch (packet) {
      case Packet.Pong pong -> heartbeat.pong();
      case Packet.Text text -> deliver(text.data().length(), l -> l.onText(text.data()));
      case Packet.Binary binary -> deliver(binary.data().length, l -> l.onBinary(binary.data()));
      case Packet.Close close -> close(CloseReason.CLIENT_CLOSED);
      case Packet.Noop noop -> {}
      case Packet.Ping ping -> close(CloseReason.PROTOCOL_ERROR);
      case Packet.Upgrade upgrade -> close(CloseReason.PROTOCOL_ERROR);
    }
  }

  private void deliver(int size, Consumer<EngineIoListener> call) {
    context.metrics().messageReceived(size);
    hold();
    boolean taken =
        mailbox.execute(() -> {
          try {
            guarded(() -> call.accept(requireListener()));
          } finally {
            release();
          }
        });
    if (!taken) {
      release();
    }
  }

  private EngineIoListener requireListener() {
    if (listener == null) {
      throw new IllegalStateException("packet before the session was opened");
    }
    return listener;
  }

  @Override
  public void onEnd(Transport from, CloseReason reason) {
    boolean mine;
    synchronized (this) {
      mine = from == transport;
    }
    if (mine) {
      end(reason);
    }
  }

  // ---- the end ----

  @Override
  public void close(CloseReason reason) {
    Transport last = end(reason);
    if (last != null) {
      last.close(reason);
    }
  }

  @Override
  public void drop(CloseReason reason) {
    Transport last = end(reason);
    if (last != null) {
      last.drop(reason);
    }
  }

  @Override
  public void ping() {
    synchronized (this) {
      if (!closed && transport != null) {
        transport.send(PING);
      }
    }
  }

  @Override
  public long deafUntil() {
    return isFull() ? System.nanoTime() : deafUntil;
  }

  @Override
  public void pronounceDead() {
    drop(CloseReason.PING_TIMEOUT);
  }

  /// @return the transport to be ended, or null if the session had ended already
  private @Nullable Transport end(CloseReason reason) {
    Transport last;
    synchronized (this) {
      if (closed) {
        return null;
      }
      closed = true;
      last = transport;
    }
    heartbeat.stop();
    forget.accept(this);
    context.metrics().sessionClosed(reason);
    mailbox.executeLast(() -> guarded(() -> requireListener().onClose(reason)));
    return last;
  }

  /// A bug in the layer above ends this session and no other.
  @SuppressWarnings("CatchingUnchecked")
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      context.metrics().handlerFailed(e);
      close(CloseReason.HANDLER_FAILED);
    }
  }
}
