package io.viatra.chat.edge.engineio;

/// Whoever a transport belongs to just now: a session, or the probe that may make it the session's.
/// Called on the transport's I/O thread; nothing here may block.
interface PacketReceiver {
  void onPacket(Transport from, Packet packet);

  /// The transport has ended, or is ending by its own decision. Called at most once per transport.
  void onEnd(Transport from, CloseReason reason);

  /// Whether there is no room for another message; the transport stops reading until
  /// [Transport#resumeReceives].
  boolean isFull();

  /// Runs a task once all packets received so far have been handled; at once if nothing is handled
  /// any more.
  void whenHandled(Runnable task);
}
