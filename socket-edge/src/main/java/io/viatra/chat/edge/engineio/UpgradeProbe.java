package io.viatra.chat.edge.engineio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A WebSocket that wants to take over a session from polling: `2probe` → `3probe`, then `5`.
/// Anything else, its end or [InLimits#receiveDeadline] ends this WebSocket alone; the session
/// stays where it is.
///
/// Packets come on the WebSocket's I/O thread; `probed` belongs to it.
final class UpgradeProbe implements PacketReceiver {
  private static final String PROBE = "probe";
  private static final List<EncodedMessage> ANSWER = List.of(EncodedMessage.packet('3', PROBE));

  private final Carrier carrier;
  private final PacketReceiver session;
  private boolean probed;
  private volatile @Nullable Transport transport;

  UpgradeProbe(Carrier carrier, PacketReceiver session) {
    this.carrier = carrier;
    this.session = session;
  }

  /// From now on the time runs; also for a handshake that never gets to its WebSocket.
  void begin(long deadlineNanos, Timers timers) {
    timers.watch(
        deadlineNanos,
        () -> {
          drop();
          carrier.abandon(this);
        });
  }

  /// The WebSocket whose receiver this is. I/O thread.
  void candidate(Transport opened) {
    transport = opened;
  }

  @Override
  public void onPacket(Transport from, Packet packet) {
    if (packet instanceof Packet.Ping ping && ping.data().equals(PROBE)) {
      probed = true;
      from.send(ANSWER);
      carrier.release(this);
    } else if (packet instanceof Packet.Upgrade && probed && carrier.upgrade(this, from, session)) {
      transport = null;
    } else {
      transport = null;
      carrier.abandon(this);
      from.close(CloseReason.PROTOCOL_ERROR);
    }
  }

  @Override
  public void onEnd(Transport from, CloseReason reason) {
    transport = null;
    carrier.abandon(this);
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void whenHandled(Runnable task) {
    task.run();
  }

  /// Ends the candidate, if it is still one.
  void drop() {
    Transport candidate = transport;
    transport = null;
    if (candidate != null) {
      candidate.drop(CloseReason.HALF_FRAME);
    }
  }
}
