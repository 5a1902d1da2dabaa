package io.viatra.chat.streams;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a dead letter keeps of a record: key and value as they came, but bounded, so that with its
/// headers it stays below every default limit of broker and client. What came may be far longer
/// than any record that we can write: a broker's limit is on compressed bytes, and a client may
/// have set its own as it liked.
///
/// @param cut how long the value was, where it or the key was too long; null where nothing is
///   missing
@SuppressWarnings("ArrayRecordComponent") // carried through, never compared
public record Kept(byte @Nullable [] key, byte @Nullable [] value, @Nullable Integer cut) {
  private static final int VALUE_BYTES_MAX = 512 * 1024;
  private static final int KEY_BYTES_MAX = 4 * 1024;

  public static Kept of(byte @Nullable [] key, byte @Nullable [] value) {
    boolean isCut = isLonger(key, KEY_BYTES_MAX) || isLonger(value, VALUE_BYTES_MAX);
    return new Kept(
        cut(key, KEY_BYTES_MAX),
        cut(value, VALUE_BYTES_MAX),
        isCut ? (value == null ? 0 : value.length) : null);
  }

  private static boolean isLonger(byte @Nullable [] bytes, int max) {
    return bytes != null && bytes.length > max;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
    return isLonger(bytes, max) ? Arrays.copyOf(bytes, max) : bytes;
  }
}
