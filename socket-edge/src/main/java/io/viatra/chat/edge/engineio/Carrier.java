package io.viatra.chat.edge.engineio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which transport carries a session, and the order of what is sent across a change of it.
///
/// All state is guarded by the monitor, which is held while packets are queued on a transport (that
/// never blocks) and never while the layer above is called. Lock order: carrier, then transport.
final class Carrier {
  /// What became of a send.
  enum Sent {
    YES,
    /// Over the limit that the sender named; nothing was sent.
    TOO_MUCH_PENDING,
    /// The session has ended.
    NO
  }

  private @Nullable Transport current;
  private @Nullable UpgradeProbe probe;
  private boolean closed;

  synchronized void begin(Transport first) {
    current = first;
  }

  synchronized Sent send(List<EncodedMessage> packets, long pendingBytesMax) {
    if (closed || current == null) {
      return Sent.NO;
    }
    if (current.pendingBytes() > pendingBytesMax) {
      return Sent.TOO_MUCH_PENDING;
    }
    current.send(packets);
    return Sent.YES;
  }

  synchronized boolean isOpen() {
    return !closed;
  }

  synchronized long pendingBytes() {
    return closed || current == null ? 0 : current.pendingBytes();
  }

  synchronized boolean isCurrent(Transport transport) {
    return transport == current;
  }

  synchronized void resumeReceives() {
    if (current != null) {
      current.resumeReceives();
    }
  }

  /// The transport, if it is polling and open.
  synchronized @Nullable PollingTransport polling() {
    return !closed && current instanceof PollingTransport polling ? polling : null;
  }

  /// The transport, if it is polling, though the session may have ended: its client may still come
  /// for the last words.
  synchronized @Nullable PollingTransport lastPolling() {
    return current instanceof PollingTransport polling ? polling : null;
  }

  /// An upgrade is tried; false if it cannot be, or another one is being tried.
  synchronized boolean probe(UpgradeProbe candidate) {
    if (polling() == null || probe != null) {
      return false;
    }
    probe = candidate;
    return true;
  }

  /// The candidate has shown that it works: from now on no poll waits, so that the client can stop
  /// polling. Packets still leave by polling.
  synchronized void release(UpgradeProbe candidate) {
    PollingTransport polling = polling();
    if (probe == candidate && polling != null) {
      polling.releasing(true);
    }
  }

  /// The client has stopped polling: what it has not fetched goes first over the new transport.
  synchronized boolean upgrade(UpgradeProbe candidate, Transport next, PacketReceiver receiver) {
    PollingTransport polling = polling();
    if (probe != candidate || polling == null) {
      return false;
    }
    probe = null;
    current = next;
    next.receiver(receiver);
    List<EncodedMessage> unfetched = polling.retire();
    if (!unfetched.isEmpty()) {
      next.send(unfetched);
    }
    return true;
  }

  /// The upgrade did not come about; the session stays on polling.
  synchronized void abandon(UpgradeProbe candidate) {
    if (probe == candidate) {
      probe = null;
      PollingTransport polling = polling();
      if (polling != null) {
        polling.releasing(false);
      }
    }
  }

  /// Ends the session's sending, once; the caller ends the transport.
  ///
  /// @return null if it had ended before
  synchronized @Nullable Transport end() {
    if (closed || current == null) {
      return null;
    }
    closed = true;
    UpgradeProbe candidate = probe;
    probe = null;
    if (candidate != null) {
      candidate.drop();
    }
    return current;
  }
}
