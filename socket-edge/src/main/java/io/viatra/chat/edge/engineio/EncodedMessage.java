package io.viatra.chat.edge.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One message, encoded once for every transport and for any number of sockets.
///
/// A server's WebSocket frames are not masked, so the very same bytes, frame header included, are
/// right for each connection: fan-out sends duplicates of one buffer. Long-polling reads the
/// payload from the same array. Immutable and thread-safe.
public final class EncodedMessage {
  private static final int HEADER_MAX = 10;

  private final byte[] bytes;
  private final int frameStart;
  private final int payloadStart;
  private final boolean binary;

  private EncodedMessage(byte[] bytes, int frameStart, int payloadStart, boolean binary) {
    this.bytes = bytes;
    this.frameStart = frameStart;
    this.payloadStart = payloadStart;
    this.binary = binary;
  }

  /// A text message; the packet type `4` is put before it.
  public static EncodedMessage text(String text) {
    return packet('4', text.getBytes(StandardCharsets.UTF_8));
  }

  /// A text message that is UTF-8 already, which the caller vouches for.
  public static EncodedMessage text(byte[] utf8) {
    return packet('4', utf8);
  }

  /// A binary message; the bytes are copied.
  public static EncodedMessage binary(byte[] data) {
    byte[] bytes = new byte[HEADER_MAX + data.length];
    System.arraycopy(data, 0, bytes, HEADER_MAX, data.length);
    return framed(bytes, FrameReader.OPCODE_BINARY);
  }

  /// Any text packet of the protocol: the type's digit and its data.
  static EncodedMessage packet(char type, byte[] data) {
    byte[] bytes = new byte[HEADER_MAX + 1 + data.length];
    bytes[HEADER_MAX] = (byte) type;
    System.arraycopy(data, 0, bytes, HEADER_MAX + 1, data.length);
    return framed(bytes, FrameReader.OPCODE_TEXT);
  }

  static EncodedMessage packet(char type, String data) {
    return packet(type, data.getBytes(StandardCharsets.UTF_8));
  }

  private static EncodedMessage framed(byte[] bytes, int opcode) {
    int length = bytes.length - HEADER_MAX;
    byte[] header = frameHeader(opcode, length);
    int start = HEADER_MAX - header.length;
    System.arraycopy(header, 0, bytes, start, header.length);
    return new EncodedMessage(bytes, start, HEADER_MAX, opcode == FrameReader.OPCODE_BINARY);
  }

  /// RFC 6455, 5.2: one whole, unmasked frame.
  static byte[] frameHeader(int opcode, int length) {
    byte first = (byte) (0x80 | opcode);
    if (length < 126) {
      return new byte[] {first, (byte) length};
    }
    if (length < 1 << 16) {
      return new byte[] {first, 126, (byte) (length >> 8), (byte) length};
    }
    return ByteBuffer.allocate(HEADER_MAX).put(first).put((byte) 127).putLong(length).array();
  }

  /// The WebSocket frame: a fresh view of the shared bytes.
  ByteBuffer frame() {
    return ByteBuffer.wrap(bytes, frameStart, bytes.length - frameStart).asReadOnlyBuffer();
  }

  /// The payload without any frame: `4…` as UTF-8 for text, the bare bytes for binary.
  public ByteBuffer payload() {
    return ByteBuffer.wrap(bytes, payloadStart, bytes.length - payloadStart).asReadOnlyBuffer();
  }

  boolean isBinary() {
    return binary;
  }

  /// Bytes on a WebSocket, frame header included; what the limits count.
  public int size() {
    return bytes.length - frameStart;
  }
}
