package io.viatra.chat.ingest.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote. Foreign bytes end in an exception and never in a large allocation: no
/// length is believed that the bytes cannot hold. For one thread.
public final class Unpacker {
  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("a number without an end");
  }

  public boolean flag() {
    return number() == 1;
  }

  public long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[at++] & 0xFF);
    }
    return value;
  }

  public UUID id() {
    return new UUID(fixed(), fixed());
  }

  public String text() {
    int length = length();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  public byte[] blob() {
    int length = length();
    var value = new byte[length];
    System.arraycopy(bytes, at, value, 0, length);
    at += length;
    return value;
  }

  public <T> @Nullable T optional(Supplier<T> read) {
    return flag() ? read.get() : null;
  }

  public <T> List<T> all(Supplier<T> read) {
    int count = length();
    var values = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      values.add(read.get());
    }
    return values;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /// Of bytes, or of things that each take at least one.
  private int length() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalStateException("longer than what is there");
    }
    return (int) length;
  }
}
