package io.viatra.chat.runtime.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Base64;

/// Builds tokens byte by byte, since libraries refuse to build the bad ones.
final class Tokens {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final long EXP = NOW.getEpochSecond() + 3600;

  private Tokens() {}

  static String sign(Algorithm algorithm, String header, String claims) {
    String head = encode(header.getBytes(UTF_8));
    String body = encode(claims.getBytes(UTF_8));
    byte[] signature = algorithm.sign(head.getBytes(UTF_8), body.getBytes(UTF_8));
    return head + "." + body + "." + encode(signature);
  }

  static String raw(String header, String claims, byte[] signature) {
    return encode(header.getBytes(UTF_8))
        + "."
        + encode(claims.getBytes(UTF_8))
        + "."
        + encode(signature);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
