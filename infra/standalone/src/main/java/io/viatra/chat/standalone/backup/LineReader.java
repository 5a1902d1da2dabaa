package io.viatra.chat.standalone.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one file of a dump, one after the other.
final class LineReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// Longer than any record that a broker takes, in base64; a file of another origin must not fill
  /// the memory.
  private static final int LINE_BYTES_MAX = 256 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;

  private LineReader(InputStream in) {
    this.in = in;
  }

  static LineReader open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      return new LineReader(new GZIPInputStream(raw, BUFFER_BYTES));
    } catch (IOException notGzip) {
      raw.close();
      throw notGzip;
    }
  }

  /// Without its line break; null at the end.
  ///
  /// @throws IOException if the file is damaged, ends within a line, or a line is too long
  byte @Nullable [] line() throws IOException {
    var line = new ByteArrayOutputStream(1_024);
    while (fill()) {
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, next, end - next);
      next = end + 1;
      if (end < filled) {
        return line.toByteArray();
      }
      if (line.size() > LINE_BYTES_MAX) {
        throw new IOException("a line is too long");
      }
    }
    if (line.size() > 0) {
      throw new IOException("the file ends within a line");
    }
    return null;
  }

  private boolean fill() throws IOException {
    if (next >= filled) {
      filled = in.read(buffer);
      next = 0;
    }
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
