package io.viatra.chat.edge.engineio;

/// Hears one session. Calls come one at a time and in order, on a virtual thread; they may block.
/// An exception ends the session with [CloseReason#HANDLER_FAILED].
public interface EngineIoListener {
  /// A text message: valid Unicode, at most `maxPayload` bytes of UTF-8.
  void onText(String text);

  /// A binary message. The array belongs to the listener.
  void onBinary(byte[] data);

  /// The last call of all, made exactly once.
  void onClose(CloseReason reason);
}
