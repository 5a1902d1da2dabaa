package io.viatra.chat.edge.engineio;

import java.time.Duration;
import java.util.List;

/// One session as the layer above sees it. Every method may be called by any thread and none
/// blocks. After the end all of them do nothing.
public interface EngineIoSocket {
  /// The session id of the OPEN packet: unguessable, and a secret of this client.
  String id();

  EngineIoRequest request();

  boolean isOpen();

  /// Sends messages one after the other with nothing in between, so that attachments stay with the
  /// packet that announces them. An encoded message may be given to any number of sockets.
  ///
  /// @return false if the session has ended. True does not mean that the client got it.
  boolean send(List<EncodedMessage> messages);

  default boolean send(EncodedMessage message) {
    return send(List.of(message));
  }

  /// Sends, unless the bytes in flight are over the soft limit; then nothing is sent, it is counted
  /// and the answer is false.
  boolean sendVolatile(List<EncodedMessage> messages);

  /// Bytes given to this socket that TCP has not taken yet.
  long pendingBytes();

  /// Takes one of the places for pending messages; for work that goes on after the listener
  /// returned.
  void hold();

  /// Gives one back. Each [#hold] wants exactly one.
  void release();

  /// Runs a task on the session's mailbox after a delay, unless the session ends before.
  ///
  /// @return cancels it
  Runnable schedule(Duration delay, Runnable task);

  /// Runs a task on the session's mailbox, behind what is already there.
  void execute(Runnable task);

  /// Ends the session politely, after what was sent before: the client learns that it is over. For
  /// reasons that carry no Close frame this is the same as [#drop].
  void close(CloseReason reason);

  /// Drops TCP without a word: the client takes it for a network failure and reconnects at once.
  void drop(CloseReason reason);
}
