package io.viatra.chat.edge.engineio;

import java.util.List;

/// One way for packets to go to and fro. A session has exactly one at a time; an upgrade replaces
/// it. Methods may be called by any thread, none blocks, and after the end all do nothing.
sealed interface Transport permits PollingTransport, WebSocketTransport {
  /// Takes packets to be sent in order. A transport over its hard limit ends itself with
  /// [CloseReason#SLOW_CONSUMER].
  void send(List<EncodedMessage> packets);

  /// Bytes taken and not yet sent.
  long pendingBytes();

  /// Hands what comes in to another receiver from the next packet on.
  void receiver(PacketReceiver receiver);

  /// The receiver has room again.
  void resumeReceives();

  /// Sends what is queued, says good-bye in the transport's own manner, and ends. The receiver is
  /// not told.
  void close(CloseReason reason);

  /// Ends at once and without a word. The receiver is not told.
  void drop(CloseReason reason);
}
