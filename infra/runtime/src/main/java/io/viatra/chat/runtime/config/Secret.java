package io.viatra.chat.runtime.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A value that must not be seen: it prints as `***` wherever it is logged, concatenated or put
/// into a record. Only [#reveal()] gives it away, which makes every use easy to find.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Wraps a value.
  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The value itself. To be called at the place where it is used, not earlier.
  public String reveal() {
    return value;
  }

  /// The value as UTF-8 bytes; a fresh array.
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /// Compares in a time that depends on the lengths alone, so that a guess learns nothing.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    // Constant: a hash of the value in a heap dump or a log would be an oracle for short secrets.
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
