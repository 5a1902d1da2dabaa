package io.viatra.chat.edge.engineio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packets over GETs that wait and POSTs that bring (Engine.IO 4, "HTTP long-polling").
///
/// At most one GET and one POST at a time: a second one ends the session. State is guarded by the
/// monitor; exchanges are answered outside of it. A GET that finds nothing waits; what is sent
/// meanwhile is collected until its I/O thread gets to it, so that packets sent together leave
/// together. A POST is answered when everything in it has been handled and there is room for more:
/// that is the back-pressure of this transport.
final class PollingTransport implements Transport {
  private static final List<EncodedMessage> CLOSE = List.of(EncodedMessage.packet('1', ""));
  private static final List<EncodedMessage> NOOP = List.of(EncodedMessage.packet('6', ""));

  /// How long a GET waits while an upgrade is under way: the client's `5` may be on its way on the
  /// other connection, and then the GET came too late and is refused.
  private static final long RELEASE_NANOS = 100_000_000L;

  private final EngineIoContext context;
  private final PacketReceiver receiver;
  private final PollingIntake intake;

  private List<EncodedMessage> buffer = new ArrayList<>(4);
  private final Unsent unsent;
  private @Nullable PollingExchange waiting;

  private boolean releasing;
  private boolean ended;

  private final PollingFarewell farewell = new PollingFarewell();

  /// The client has said good-bye, and a GET of it may be on its way.
  private volatile boolean awaitingLastPoll;

  PollingTransport(EngineIoContext context, PacketReceiver receiver) {
    this.context = context;
    this.receiver = receiver;
    this.unsent = context.unsent().of();
    this.intake = new PollingIntake(context, this, receiver, this::fail, () -> awaitingLastPoll);
  }

  // ---- out ----

  @Override
  public void send(List<EncodedMessage> packets) {
    PollingExchange ring;
    boolean overflow;
    synchronized (this) {
      if (ended) {
        return;
      }
      buffer.addAll(packets);
      unsent.taken(bytes(packets));
      ring = waiting;
      if (ring == null) {
        unsent.refused();
      }
      overflow = unsent.isTooMuch();
    }
    if (overflow) {
      context.executor().execute(() -> fail(CloseReason.SLOW_CONSUMER));
    } else if (ring != null) {
      ring.io().execute(this::flush);
    }
  }

  private void flush() {
    PollingExchange to;
    List<EncodedMessage> packets;
    synchronized (this) {
      to = waiting;
      if (to == null || buffer.isEmpty()) {
        return;
      }
      waiting = null;
      packets = drain();
    }
    answer(to, packets);
  }

  private List<EncodedMessage> drain() {
    List<EncodedMessage> packets = buffer;
    buffer = new ArrayList<>(4);
    return packets;
  }

  private void answer(PollingExchange to, List<EncodedMessage> packets) {
    long bytes = bytes(packets);
    to.answer(Payload.encode(packets), () -> sent(bytes), () -> fail(CloseReason.CLIENT_GONE));
  }

  /// Not counted: it was never queued.
  private void answerNoop(PollingExchange to) {
    to.answer(Payload.encode(NOOP), () -> {}, () -> fail(CloseReason.CLIENT_GONE));
  }

  private synchronized void sent(long bytes) {
    unsent.sent(bytes);
  }

  private static long bytes(List<EncodedMessage> packets) {
    return packets.stream().mapToLong(EncodedMessage::size).sum();
  }

  @Override
  public long pendingBytes() {
    return unsent.bytes();
  }

  /// Takes a GET. In the request's call.
  void poll(PollingExchange get) {
    get.detach(() -> detachedPoll(get));
  }

  private void detachedPoll(PollingExchange get) {
    PollingExchange first = null;
    List<EncodedMessage> packets = null;
    boolean over;
    synchronized (this) {
      over = ended;
      if (over) {
        packets = farewell.take();
      } else if (waiting != null) {
        first = waiting;
        end();
      } else if (!buffer.isEmpty()) {
        packets = drain();
      } else {
        waiting = get;
        if (releasing) {
          context.timers().watch(RELEASE_NANOS, () -> release(get));
        }
      }
    }
    if (first != null) {
      answer(first, CLOSE);
      get.refuse(EngineIoError.BAD_REQUEST);
      receiver.onEnd(this, CloseReason.OVERLAP);
    } else if (packets != null) {
      answer(get, packets);
      if (over) {
        letGo();
      }
    } else if (over) {
      get.refuse(EngineIoError.UNKNOWN_SID);
    } else {
      get.watch(() -> fail(CloseReason.CLIENT_GONE));
    }
  }

  // ---- in ----

  /// Takes a POST. In the request's call.
  void post(PollingExchange exchange) {
    intake.take(exchange);
  }

  @Override
  public void resumeReceives() {
    intake.resume();
  }

  @Override
  public void receiver(PacketReceiver next) {
    throw new IllegalStateException("polling is where sessions begin, never where they go");
  }

  // ---- upgrade ----

  /// While an upgrade is under way no GET waits for long: the client must be able to stop.
  void releasing(boolean on) {
    PollingExchange released = null;
    synchronized (this) {
      releasing = on;
      if (on && !ended && buffer.isEmpty()) {
        released = waiting;
        waiting = null;
      }
    }
    if (released != null) {
      answerNoop(released);
    }
  }

  private void release(PollingExchange get) {
    synchronized (this) {
      if (waiting != get) {
        return;
      }
      waiting = null;
    }
    answerNoop(get);
  }

  /// Ends this transport in favour of another; what was not fetched is handed over. A client that
  /// keeps to the rules has no GET waiting now.
  List<EncodedMessage> retire() {
    PollingExchange late;
    List<EncodedMessage> unfetched;
    synchronized (this) {
      unfetched = buffer;
      late = waiting;
      end();
    }
    if (late != null) {
      late.refuse(EngineIoError.BAD_REQUEST);
    }
    resumeReceives();
    return unfetched;
  }

  // ---- the end ----

  /// Under the monitor.
  private void end() {
    ended = true;
    waiting = null;
    buffer = new ArrayList<>(0);
    unsent.end();
  }

  /// The last words go to the GET that waits, or to the next one; for that no more is kept than the
  /// soft limit, since it is counted no longer.
  @Override
  public void close(CloseReason reason) {
    long kept = PollingFarewell.nanos(reason);
    PollingExchange last;
    List<EncodedMessage> words;
    synchronized (this) {
      last = waiting;
      boolean fits = last != null || unsent.bytes() <= context.settings().out().softBytes();
      words = PollingFarewell.words(fits ? buffer : List.of(), reason);
      boolean untold = last == null && !ended && kept > 0;
      end();
      if (untold) {
        farewell.keep(words);
        awaitingLastPoll = reason == CloseReason.CLIENT_CLOSED;
        context.timers().watch(kept, this::letGo);
      }
    }
    if (last != null) {
      answer(last, words);
    }
    resumeReceives();
  }

  /// The last words were fetched, or nobody came for them. No other packets are kept by then.
  private void letGo() {
    synchronized (this) {
      farewell.take();
      awaitingLastPoll = false;
    }
    resumeReceives();
  }

  @Override
  public void drop(CloseReason reason) {
    PollingExchange get;
    synchronized (this) {
      get = waiting;
      end();
    }
    if (get != null) {
      get.drop();
    }
    intake.drop();
  }

  /// Ends by its own decision.
  private void fail(CloseReason reason) {
    receiver.onEnd(this, reason);
    if (reason == CloseReason.OVERLAP || reason == CloseReason.PROTOCOL_ERROR) {
      close(reason);
    } else {
      drop(reason);
    }
  }
}
