package io.viatra.chat.edge.engineio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The POSTs of a polling client, one at a time. A POST is answered when everything in it has been
/// handled and there is room for more: that is the back-pressure of this transport. State is
/// guarded by the monitor; exchanges are answered and receivers called outside of it.
final class PollingIntake {
  private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

  private final EngineIoContext context;
  private final Transport owner;
  private final PacketReceiver receiver;
  private final Consumer<CloseReason> fail;
  private final BooleanSupplier withheld;

  /// The POST that is being read or handled; another one ends the session.
  private @Nullable PollingExchange current;

  /// Whether it has been handled and only waits to be answered.
  private boolean handled;

  /// @param withheld whether answers have to wait for another reason than want of room; whoever
  ///   changes it to false calls [#resume] then
  PollingIntake(
      EngineIoContext context,
      Transport owner,
      PacketReceiver receiver,
      Consumer<CloseReason> fail,
      BooleanSupplier withheld) {
    this.context = context;
    this.owner = owner;
    this.receiver = receiver;
    this.fail = fail;
    this.withheld = withheld;
  }

  /// Takes a POST. In the request's call.
  void take(PollingExchange exchange) {
    boolean overlaps;
    synchronized (this) {
      overlaps = current != null;
      if (!overlaps) {
        current = exchange;
        handled = false;
      }
    }
    if (overlaps) {
      exchange.detach(() -> exchange.refuse(EngineIoError.BAD_REQUEST));
      fail.accept(CloseReason.OVERLAP);
      return;
    }
    EngineIoSettings settings = context.settings();
    ScheduledFuture<?> deadline =
        context
            .timers()
            .after(
                settings.in().receiveDeadline().toNanos(),
                () -> fail.accept(CloseReason.HALF_FRAME));
    PollingBody.read(
        exchange.http(),
        settings.maxPayloadBytes(),
        result -> {
          deadline.cancel(false);
          exchange.detach(() -> received(exchange, result));
        });
  }

  private void received(PollingExchange exchange, PollingBody.Result result) {
    switch (result) {
      case PollingBody.Result.Packets(List<Packet> packets) -> {
        packets.forEach(packet -> receiver.onPacket(owner, packet));
        receiver.whenHandled(() -> handled(exchange));
      }
      case PollingBody.Result.Refused(EngineIoError error) -> {
        forget(exchange);
        exchange.refuse(error);
      }
      case PollingBody.Result.Bad() -> {
        forget(exchange);
        exchange.refuse(EngineIoError.BAD_REQUEST);
        fail.accept(CloseReason.PROTOCOL_ERROR);
      }
    }
  }

  private synchronized void forget(PollingExchange exchange) {
    if (current == exchange) {
      current = null;
    }
  }

  private void handled(PollingExchange exchange) {
    synchronized (this) {
      if (current == exchange && (receiver.isFull() || withheld.getAsBoolean())) {
        handled = true;
        return;
      }
    }
    // Forgotten before it is answered, or the client's next POST might meet it.
    forget(exchange);
    answer(exchange);
  }

  /// There is room again, or there never will be.
  void resume() {
    PollingExchange answered;
    synchronized (this) {
      if (!handled || withheld.getAsBoolean()) {
        return;
      }
      answered = current;
      current = null;
      handled = false;
    }
    if (answered != null) {
      answer(answered);
    }
  }

  private static void answer(PollingExchange exchange) {
    exchange.answer(OK, () -> {}, () -> {});
  }

  void drop() {
    PollingExchange dropped;
    synchronized (this) {
      dropped = current;
      current = null;
      handled = false;
    }
    if (dropped != null) {
      dropped.drop();
    }
  }
}
