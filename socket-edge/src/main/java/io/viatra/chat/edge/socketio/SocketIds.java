package io.viatra.chat.edge.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/// Ids of sockets: unguessable and, unlike the session's, no secret. Thread-safe.
final class SocketIds {
  private static final int BYTES = 15;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] id = new byte[BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().encodeToString(id);
  }
}
