package io.viatra.chat.edge.engineio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session on polling still has to say when it ends and no GET waits: it is kept for the
/// client's next GET, once and not for long. Guarded by the monitor of its transport; at most one
/// per transport, and no more in it than the transport held.
final class PollingFarewell {
  private static final List<EncodedMessage> CLOSE = List.of(EncodedMessage.packet('1', ""));
  private static final List<EncodedMessage> NOOP = List.of(EncodedMessage.packet('6', ""));

  /// A client may send its close packet and a GET in one breath on two connections, and the GET may
  /// come second. The POST's answer waits as long, so that whoever sends one after the other finds
  /// the session gone.
  private static final long GOODBYE_NANOS = 250_000_000L;

  /// A client polls again as soon as it has its answer; one that does not in this time has gone.
  private static final long UNTOLD_NANOS = 8_000_000_000L;

  private @Nullable List<EncodedMessage> packets;

  /// How long the end of a session is told to a client that has no GET waiting. Whoever broke the
  /// rules has its error already, and nobody is there after a drop.
  static long nanos(CloseReason reason) {
    return switch (reason) {
      case CLIENT_CLOSED -> GOODBYE_NANOS;
      case CLIENT_LEFT, NO_CONNECT, HANDLER_FAILED, SERVER_CLOSED, SERVER_LEFT -> UNTOLD_NANOS;
      case CLIENT_GONE,
          PING_TIMEOUT,
          PROTOCOL_ERROR,
          OVERLAP,
          TOO_LARGE,
          HALF_FRAME,
          PING_FLOOD,
          SLOW_CONSUMER,
          SERVER_DROPPED ->
          0;
    };
  }

  /// What was sent before, and the end. A client that closes by a POST has its GET released; others
  /// are told by a close packet.
  static List<EncodedMessage> words(List<EncodedMessage> unfetched, CloseReason reason) {
    List<EncodedMessage> words = new ArrayList<>(unfetched);
    words.addAll(reason == CloseReason.CLIENT_CLOSED ? NOOP : CLOSE);
    return words;
  }

  void keep(List<EncodedMessage> words) {
    packets = words;
  }

  boolean isKept() {
    return packets != null;
  }

  /// Hands it out, or forgets it.
  @Nullable List<EncodedMessage> take() {
    List<EncodedMessage> taken = packets;
    packets = null;
    return taken;
  }
}
