package io.viatra.chat.edge.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Client frames, right and wrong, byte by byte from RFC 6455.
public final class Frames {
  public static final int FIN = 0x80;
  private static final byte[] MASK = {0x11, (byte) 0xA2, 0x33, (byte) 0xC4};

  private Frames() {}

  public static byte[] text(String text) {
    return frame(FIN | 1, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] binary(byte[] data) {
    return frame(FIN | 2, data);
  }

  /// A masked frame with any first byte.
  public static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      out.write(0x80 | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(0x80 | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    out.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ MASK[i & 3]);
    }
    return out.toByteArray();
  }

  /// A header that declares a length, and nothing behind it.
  public static byte[] declaring(int first, long length) {
    return ByteBuffer.allocate(14)
        .put((byte) first)
        .put((byte) (0x80 | 127))
        .putLong(length)
        .put(MASK)
        .array();
  }

  public static byte[] unmasked(int first, byte[] payload) {
    return join(new byte[] {(byte) first, (byte) payload.length}, payload);
  }

  public static byte[] close(int code) {
    return frame(FIN | 8, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
