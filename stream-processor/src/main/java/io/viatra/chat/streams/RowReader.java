package io.viatra.chat.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what [RowWriter] wrote, in the same order. Rows come from our own changelog, so one that
/// cannot be read is a bug or a downgrade: it throws, and stops the partition. Older layouts stay
/// readable, because a changelog holds a row until it is next put: see [#version].
public final class RowReader {
  private final ByteBuffer in;
  private final int version;

  /// @param newest layout that the reader knows; it must know all from 1 on
  /// @throws IllegalStateException if the row has another
  public RowReader(byte[] row, int newest) {
    in = ByteBuffer.wrap(row);
    version = in.get();
    if (version < 1 || version > newest) {
      throw new IllegalStateException("row of version " + version + ", known is up to " + newest);
    }
  }

  /// The layout of this row: a field that came with a later one is not in it.
  public int version() {
    return version;
  }

  public int code() {
    return in.get();
  }

  public long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  public long bits() {
    return in.getLong();
  }

  public String text() {
    var bytes = new byte[Math.toIntExact(number())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public UUID uuid() {
    return new UUID(bits(), bits());
  }

  public @Nullable Instant instantIfPresent() {
    long value = number();
    return value == 0 ? null : Instant.ofEpochMilli(value - 1);
  }

  public Instant instant() {
    return Instant.ofEpochMilli(number() - 1);
  }
}
