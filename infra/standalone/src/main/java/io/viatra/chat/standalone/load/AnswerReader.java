package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Reads the answers on one connection: their status, and where they end. The body is passed over
/// unread, which is what keeps the client cheap. Only answers that name their length are
/// understood; ours all do.
final class AnswerReader {
  private static final int HEAD_BYTES_MAX = 8 * 1024;

  private final byte[] head = new byte[HEAD_BYTES_MAX];
  private int headLength;
  private boolean inBody;
  private long bodyLeft;
  private int status;

  /// Takes what has arrived.
  ///
  /// @return whether the answer is whole; what follows it in the buffer is left there
  /// @throws IOException where this is no answer that can be understood
  boolean feed(ByteBuffer in) throws IOException {
    while (!inBody && in.hasRemaining()) {
      readHead(in);
    }
    if (!inBody) {
      return false;
    }
    int skipped = (int) Math.min(bodyLeft, in.remaining());
    in.position(in.position() + skipped);
    bodyLeft -= skipped;
    if (bodyLeft > 0) {
      return false;
    }
    inBody = false;
    headLength = 0;
    return true;
  }

  /// Of the answer that was read last.
  int status() {
    return status;
  }

  private void readHead(ByteBuffer in) throws IOException {
    if (headLength == HEAD_BYTES_MAX) {
      throw new IOException("the head of an answer is longer than " + HEAD_BYTES_MAX + " bytes");
    }
    byte next = in.get();
    head[headLength++] = next;
    if (next == '\n' && headLength >= 4 && head[headLength - 3] == '\n') {
      parse(new String(head, 0, headLength, ISO_8859_1));
    }
  }

  private void parse(String text) throws IOException {
    var lines = text.split("\r\n");
    try {
      status = Integer.parseInt(lines[0].substring(9, 12));
      bodyLeft = status == 204 ? 0 : length(lines);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("not an HTTP answer", e);
    }
    inBody = true;
  }

  private static long length(String[] lines) throws IOException {
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals("content-length")) {
        return Long.parseLong(line.substring(colon + 1).strip());
      }
    }
    throw new IOException("an answer does not name its length");
  }
}
