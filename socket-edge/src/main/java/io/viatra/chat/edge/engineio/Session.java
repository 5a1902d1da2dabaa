package io.viatra.chat.edge.engineio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client, from handshake to end. The [Carrier] knows by which transport, the [Mailbox] calls
/// the layer above, the [Heartbeat] watches; this is where they meet.
///
/// The end happens once: whoever ends the carrier reports it.
final class Session implements EngineIoSocket, PacketReceiver, Heartbeat.Patient {
  private static final List<EncodedMessage> PING = List.of(EncodedMessage.packet('2', ""));

  private final String id;
  private final EngineIoRequest request;
  private final EngineIoContext context;
  private final Consumer<Session> forget;
  private final Carrier carrier = new Carrier();
  private final Mailbox mailbox;
  private final Heartbeat heartbeat;
  private final PendingPlaces places;

  private volatile @Nullable EngineIoListener listener;

  Session(String id, EngineIoRequest request, EngineIoContext context, Consumer<Session> forget) {
    this.id = id;
    this.request = request;
    this.context = context;
    this.forget = forget;
    this.mailbox = new Mailbox(context.executor());
    this.heartbeat = new Heartbeat(context.settings(), context.timers(), this);
    this.places = new PendingPlaces(context.settings().in().pendingMax());
  }

  /// Puts the session on its first transport, and asks the layer above for a listener. I/O thread.
  void open(Transport first, List<String> upgrades) {
    carrier.begin(first);
    first.send(List.of(OpenPacket.encode(id, upgrades, context.settings())));
    context.metrics().sessionOpened();
    listener = context.acceptor().accept(this);
    heartbeat.start();
  }

  Carrier carrier() {
    return carrier;
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
  public boolean isOpen() {
    return carrier.isOpen();
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
    return switch (carrier.send(messages, pendingBytesMax)) {
      case YES -> {
        messages.forEach(message -> context.metrics().messageSent(message.size()));
        yield true;
      }
      case TOO_MUCH_PENDING -> {
        context.metrics().volatileDropped();
        yield false;
      }
      case NO -> false;
    };
  }

  @Override
  public long pendingBytes() {
    return carrier.pendingBytes();
  }

  @Override
  public void hold() {
    if (places.take()) {
      context.metrics().receivesSuspended();
    }
  }

  @Override
  public void release() {
    if (places.giveBack()) {
      carrier.resumeReceives();
    }
  }

  @Override
  public boolean isFull() {
    return places.isFull();
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

  @Override
  public void whenHandled(Runnable task) {
    if (!mailbox.execute(task)) {
      task.run();
    }
  }

  private EngineIoListener requireListener() {
    EngineIoListener current = listener;
    if (current == null) {
      throw new IllegalStateException("a packet before the session was opened");
    }
    return current;
  }

  @Override
  public void onEnd(Transport from, CloseReason reason) {
    if (carrier.isCurrent(from)) {
      var _ = end(reason);
    }
  }

  // ---- heartbeat, on the timer thread ----

  @Override
  public void ping() {
    var _ = carrier.send(PING, Long.MAX_VALUE);
  }

  @Override
  public long deafUntil() {
    return places.fullUntil();
  }

  /// Whether it may still be spoken to; ends it if not. Polling clients come at a moment of their
  /// own, which may be just before the timer's.
  boolean isAlive() {
    if (heartbeat.isOverdue()) {
      pronounceDead();
    }
    return isOpen();
  }

  @Override
  public void pronounceDead() {
    drop(CloseReason.PING_TIMEOUT);
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

  /// Returns the transport to be ended, or null if the session had ended already.
  private @Nullable Transport end(CloseReason reason) {
    Transport last = carrier.end();
    if (last != null) {
      heartbeat.stop();
      forgetAfter(last instanceof PollingTransport ? PollingFarewell.nanos(reason) : 0);
      context.metrics().sessionClosed(reason);
      mailbox.executeLast(() -> guarded(() -> requireListener().onClose(reason)));
    }
    return last;
  }

  /// The session id stays known while there may be something to fetch.
  private void forgetAfter(long nanos) {
    if (nanos == 0) {
      forget.accept(this);
    } else {
      context.timers().watch(nanos, () -> forget.accept(this));
    }
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
