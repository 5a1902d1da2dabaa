package io.viatra.chat.streams;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes a state row: a version byte, then its fields back to back. Small numbers take one byte,
/// because a row is put (to RocksDB and to a changelog) once for every message.
///
/// Used by one thread and thrown away.
public final class RowWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  /// @param version of the row's layout; a reader refuses one that it does not know
  public RowWriter(int version) {
    out.write(version);
  }

  /// One byte, such as an enum's own code.
  public RowWriter code(int value) {
    out.write(value);
    return this;
  }

  /// Seven bits a byte, lowest first.
  ///
  /// @param value not negative
  public RowWriter number(long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /// Eight bytes.
  public RowWriter bits(long value) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  /// Length in bytes, then UTF-8.
  public RowWriter text(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /// Sixteen bytes.
  public RowWriter uuid(UUID value) {
    return bits(value.getMostSignificantBits()).bits(value.getLeastSignificantBits());
  }

  /// Whole milliseconds from 1970 on; null is 0.
  public RowWriter instant(@Nullable Instant value) {
    return number(value == null ? 0 : value.toEpochMilli() + 1);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
