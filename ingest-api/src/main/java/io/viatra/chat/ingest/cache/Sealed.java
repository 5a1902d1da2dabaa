package io.viatra.chat.ingest.cache;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// An entry as it lies in Redis: a number of the form, a checksum of all that follows, the stamp,
/// the value. The checksum tells an entry from anything else that may lie under its name; it is no
/// protection against who writes to Redis on purpose.
final class Sealed {
  /// Another one for each change of what a codec writes.
  private static final byte FORM = 1;

  private static final int BODY = 1 + Long.BYTES;

  private Sealed() {}

  static <V> byte[] of(Shelf<V> shelf, Stamp stamp, V value) {
    var out = new Packer();
    out.number(FORM);
    out.fixed(0);
    out.fixed(stamp.since());
    out.fixed(stamp.version());
    out.fixed(stamp.extent());
    shelf.codec().write(value, out);
    var bytes = out.bytes();
    long sum = checksum(bytes);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[1 + i] = (byte) (sum >>> (56 - 8 * i));
    }
    return bytes;
  }

  /// The stamp; null where these bytes are no entry of this form.
  static @Nullable Stamp stamp(byte[] bytes) {
    if (bytes.length < BODY + 3 * Long.BYTES || bytes[0] != FORM) {
      return null;
    }
    var in = new Unpacker(bytes, 1);
    if (in.fixed() != checksum(bytes)) {
      return null;
    }
    return new Stamp(in.fixed(), in.fixed(), in.fixed());
  }

  /// The value of an entry whose stamp was read; null where it is no such value after all.
  static <V> @Nullable V value(Shelf<V> shelf, byte[] bytes) {
    var in = new Unpacker(bytes, BODY + 3 * Long.BYTES);
    try {
      var value = shelf.codec().read(in);
      return in.isAtEnd() ? value : null;
    } catch (RuntimeException e) {
      // Whatever a codec stumbles over; the bytes are another's, or another build's.
      return null;
    }
  }

  private static long checksum(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, BODY, bytes.length - BODY);
    return sum.getValue();
  }
}
