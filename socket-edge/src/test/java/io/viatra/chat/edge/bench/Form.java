package io.viatra.chat.edge.bench;

/// How one event gets to many sockets.
enum Form {
  /// Encoded once; every socket sends the same bytes.
  SHARED,
  /// Encoded anew for each socket, as servers do that know no shared form.
  EACH,
  /// The bytes of the frame, written to bare channels: [PlainSockets].
  PLAIN
}
