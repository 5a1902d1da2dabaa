package io.viatra.chat.edge.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What is in an encoded event, for tests of those who emit.
public final class Encoded {
  private Encoded() {}

  /// The packet as text: `["name",argument]` with its type digit before it.
  public static String text(EncodedEvent event) {
    return UTF_8.decode(event.messages().getFirst().payload()).toString().substring(1);
  }
}
