package io.viatra.chat.ingest.openapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// SHA-256 as tags and policies write it.
final class Digest {
  private static final int TAG_BYTES = 16;

  private Digest() {}

  /// Half of it, in hex: enough to tell versions apart.
  static String hex(byte[] body) {
    return HexFormat.of().formatHex(Arrays.copyOf(sha256(body), TAG_BYTES));
  }

  /// As a source of a content security policy (CSP level 2): the browser runs this text and no
  /// other.
  static String source(String text) {
    var hash = sha256(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }
}
