package io.viatra.chat.edge.engineio;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Turns the bytes of a WebSocket client into messages: headers, masks, fragments, limits, UTF-8.
///
/// It keeps no more than one message of `maxPayload` bytes and one control frame, and grows with
/// what really arrives, so a declared length costs nothing. Used by the connection's I/O thread
/// alone; a pure state machine, the same for any cutting of the input. After a [FrameException] it
/// is spent.
final class FrameReader {
  static final int OPCODE_CONTINUATION = 0;
  static final int OPCODE_TEXT = 1;
  static final int OPCODE_BINARY = 2;
  static final int OPCODE_CLOSE = 8;
  static final int OPCODE_PING = 9;
  static final int OPCODE_PONG = 10;

  static final int CLOSE_NORMAL = 1000;
  static final int CLOSE_PROTOCOL = 1002;
  static final int CLOSE_NO_STATUS = 1005;
  static final int CLOSE_INVALID_TEXT = 1007;
  static final int CLOSE_POLICY = 1008;
  static final int CLOSE_TOO_LARGE = 1009;
  static final int CLOSE_INTERNAL = 1011;

  private static final int CONTROL_MAX = 125;
  private static final int FIRST_CAPACITY = 512;
  private static final byte[] EMPTY = {};
  private static final int NONE = -1;

  /// What a connection does with what was read.
  interface Sink {
    void onText(String text);

    void onBinary(byte[] data);

    void onPing(byte[] data);

    void onPong();

    /// The peer's Close frame; [#CLOSE_NO_STATUS] if it gave no status. Nothing comes after it.
    void onCloseFrame(int code);

    /// Asked before every frame; false leaves the rest of the input unread.
    boolean wantsMore();
  }

  private final int maxPayloadBytes;
  private final FrameHeader header = new FrameHeader();

  /// Opcode of the message under way, or [#NONE]. Its payload so far is in `message`.
  private int messageOpcode = NONE;

  private byte[] message = EMPTY;
  private int messageLength;

  private byte[] control = EMPTY;

  /// Payload bytes of the current frame that were taken.
  private int taken;

  private int framePayload;
  private long boundaries;

  FrameReader(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /// Reads until the input is empty or the sink wants no more.
  void read(ByteBuffer in, Sink sink) throws FrameException {
    while (true) {
      if (!header.done()) {
        if (!in.hasRemaining() || !sink.wantsMore() || !header.read(in)) {
          return;
        }
        beginFrame();
      }
      takePayload(in);
      if (taken < framePayload) {
        return;
      }
      endFrame(sink);
    }
  }

  /// Whether a frame or a fragmented message has begun and not ended.
  boolean midMessage() {
    return header.begun() || messageOpcode != NONE;
  }

  /// How often the stream has been between two messages; tells one half message from the next.
  long boundaries() {
    return boundaries;
  }

  private void beginFrame() throws FrameException {
    long declared = header.payloadLength();
    if (header.isControl()) {
      control = new byte[(int) declared];
    } else {
      boolean continues = header.opcode() == OPCODE_CONTINUATION;
      if (continues != (messageOpcode != NONE)) {
        throw new FrameException(CLOSE_PROTOCOL);
      }
      if (declared < 0 || declared > maxPayloadBytes - messageLength) {
        throw new FrameException(CLOSE_TOO_LARGE);
      }
      if (!continues) {
        messageOpcode = header.opcode();
      }
    }
    framePayload = (int) declared;
    taken = 0;
  }

  private void takePayload(ByteBuffer in) {
    int count = Math.min(in.remaining(), framePayload - taken);
    if (count == 0) {
      return;
    }
    byte[] target;
    int offset;
    if (header.isControl()) {
      target = control;
      offset = taken;
    } else {
      reserve(messageLength + count);
      target = message;
      offset = messageLength;
      messageLength += count;
    }
    in.get(target, offset, count);
    for (int i = 0; i < count; i++) {
      target[offset + i] ^= header.mask(taken + i);
    }
    taken += count;
  }

  private void reserve(int bytes) {
    if (message.length < bytes) {
      int grown = Math.max(Math.max(bytes, FIRST_CAPACITY), message.length * 2);
      message = Arrays.copyOf(message, Math.min(grown, maxPayloadBytes));
    }
  }

  private void endFrame(Sink sink) throws FrameException {
    int opcode = header.opcode();
    boolean last = header.fin();
    header.clear();
    if (opcode >= OPCODE_CLOSE) {
      endControl(opcode, sink);
    } else if (last) {
      endMessage(sink);
    }
    if (messageOpcode == NONE) {
      boundaries++;
    }
  }

  private void endControl(int opcode, Sink sink) throws FrameException {
    byte[] data = control;
    control = EMPTY;
    switch (opcode) {
      case OPCODE_PING -> sink.onPing(data);
      case OPCODE_PONG -> sink.onPong();
      default -> sink.onCloseFrame(closeCode(data));
    }
  }

  private void endMessage(Sink sink) throws FrameException {
    int opcode = messageOpcode;
    byte[] data = message;
    int length = messageLength;
    messageOpcode = NONE;
    messageLength = 0;
    message = EMPTY;
    if (opcode == OPCODE_BINARY) {
      sink.onBinary(data.length == length ? data : Arrays.copyOf(data, length));
      return;
    }
    String text = Utf8.decode(data, 0, length);
    if (text == null) {
      throw new FrameException(CLOSE_INVALID_TEXT);
    }
    sink.onText(text);
  }

  /// RFC 6455, 5.5.1 and 7.4: a status that may be sent, and a reason in UTF-8.
  private static int closeCode(byte[] data) throws FrameException {
    if (data.length == 0) {
      return CLOSE_NO_STATUS;
    }
    if (data.length == 1 || data.length > CONTROL_MAX) {
      throw new FrameException(CLOSE_PROTOCOL);
    }
    int code = ByteBuffer.wrap(data).getShort() & 0xFFFF;
    boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    boolean registered = code >= 3000 && code <= 4999;
    if (!defined && !registered) {
      throw new FrameException(CLOSE_PROTOCOL);
    }
    if (Utf8.decode(data, 2, data.length - 2) == null) {
      throw new FrameException(CLOSE_INVALID_TEXT);
    }
    return code;
  }
}
