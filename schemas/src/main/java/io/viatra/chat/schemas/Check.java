package io.viatra.chat.schemas;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bounds that every record holds itself to. A record that breaks one cannot come into being, so a
/// decoder that meets such a value answers [io.viatra.chat.schemas.codec.Decoded.Malformed].
///
/// Messages name the field and never the value: values are content.
public final class Check {
  /// Longest id or client token, in UTF-16 units.
  public static final int ID_MAX = 128;

  /// Largest `seq` or `ver` that a JavaScript client can hold exactly (2^53 - 1).
  public static final long SEQ_MAX = (1L << 53) - 1;

  private Check() {}

  /// contract.md: 1-128 of `A-Z a-z 0-9 . _ : @ -`.
  public static boolean isUserId(String value) {
    if (value.isEmpty() || value.length() > ID_MAX) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isUserIdCharacter(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUserIdCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._:@-".indexOf(c) >= 0;
  }

  public static void userId(String value) {
    that(isUserId(value), "userId");
  }

  public static void length(String value, int max, String field) {
    that(!value.isEmpty() && value.length() <= max, field);
  }

  public static void lengthIfPresent(@Nullable String value, int max, String field) {
    if (value != null) {
      length(value, max, field);
    }
  }

  public static void positive(long value, String field) {
    atLeast(value, 1, field);
  }

  public static void notNegative(long value, String field) {
    atLeast(value, 0, field);
  }

  /// Between `min` and [#SEQ_MAX].
  public static void atLeast(long value, long min, String field) {
    that(value >= min && value <= SEQ_MAX, field);
  }

  /// An unmodifiable copy of 0 to `max` different elements.
  public static <T> List<T> distinct(List<T> values, int max, String field) {
    var copy = list(values, max, field);
    that(Set.copyOf(copy).size() == copy.size(), field);
    return copy;
  }

  /// An unmodifiable copy of 0 to `max` elements.
  public static <T> List<T> list(List<T> values, int max, String field) {
    that(values.size() <= max, field);
    return List.copyOf(values);
  }

  /// The one test that all others end in.
  ///
  /// @throws IllegalArgumentException naming the field
  public static void that(boolean holds, String field) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is out of bounds");
    }
  }
}
