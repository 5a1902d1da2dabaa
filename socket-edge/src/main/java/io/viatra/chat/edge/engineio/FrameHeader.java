package io.viatra.chat.edge.engineio;

import java.nio.ByteBuffer;

/// The header of one frame, gathered byte by byte as it arrives (RFC 6455, 5.2), and the rules that
/// can be checked on the header alone. One instance serves a connection for its whole life.
final class FrameHeader {
  private static final int LENGTH_MAX = 14;
  private static final int CONTROL_PAYLOAD_MAX = 125;

  private final byte[] bytes = new byte[LENGTH_MAX];
  private int have;
  private boolean done;

  /// Takes bytes until the header is whole.
  ///
  /// @return whether it is
  boolean read(ByteBuffer in) throws FrameException {
    while (!done && in.hasRemaining()) {
      bytes[have++] = in.get();
      if (have == 1) {
        checkFirst();
      } else if (have == 2) {
        checkSecond();
      }
      done = have >= 2 && have == length();
    }
    return done;
  }

  /// Makes ready for the next frame.
  void clear() {
    have = 0;
    done = false;
  }

  boolean begun() {
    return have > 0;
  }

  boolean done() {
    return done;
  }

  boolean fin() {
    return (bytes[0] & 0x80) != 0;
  }

  int opcode() {
    return bytes[0] & 0x0F;
  }

  boolean isControl() {
    return opcode() >= FrameReader.OPCODE_CLOSE;
  }

  /// The declared length; anything beyond 2^63 comes out negative.
  long payloadLength() {
    int short7 = bytes[1] & 0x7F;
    ByteBuffer extended = ByteBuffer.wrap(bytes, 2, 8);
    return switch (short7) {
      case 126 -> extended.getShort() & 0xFFFF;
      case 127 -> extended.getLong();
      default -> short7;
    };
  }

  /// The masking byte for the payload byte at a position.
  byte mask(int position) {
    return bytes[have - 4 + (position & 3)];
  }

  private int length() {
    int short7 = bytes[1] & 0x7F;
    int extended = short7 == 126 ? 2 : short7 == 127 ? 8 : 0;
    return 2 + extended + 4;
  }

  private void checkFirst() throws FrameException {
    boolean reserved = (bytes[0] & 0x70) != 0;
    int opcode = opcode();
    boolean known =
        opcode <= FrameReader.OPCODE_BINARY
            || (opcode >= FrameReader.OPCODE_CLOSE && opcode <= FrameReader.OPCODE_PONG);
    if (reserved || !known || (isControl() && !fin())) {
      throw new FrameException(FrameReader.CLOSE_PROTOCOL);
    }
  }

  private void checkSecond() throws FrameException {
    boolean masked = (bytes[1] & 0x80) != 0;
    if (!masked || (isControl() && (bytes[1] & 0x7F) > CONTROL_PAYLOAD_MAX)) {
      throw new FrameException(FrameReader.CLOSE_PROTOCOL);
    }
  }
}
