package io.viatra.chat.ingest.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Names a device by its token where the client names none: the same token gives the same device on
/// every node, and logout by token finds it without a look-up.
public final class TokenDigest {
  /// In characters; FCM's have about 160 and may grow.
  static final int TOKEN_MAX = 4_096;

  private static final int BYTES = 16;

  private TokenDigest() {}

  /// `fcm-` and half of the token's SHA-256.
  public static String deviceId(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(token.getBytes(StandardCharsets.UTF_8));
      return "fcm-" + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }
}
