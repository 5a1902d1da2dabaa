package io.viatra.chat.standalone.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One file of a dump while it is written: `….part`, until it is whole.
final class LineFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path root;
  private final String name;
  private final MessageDigest digest = sha256();
  private final OutputStream lines;
  private long records;
  private long lineBytes;

  private LineFile(Path root, String name) throws IOException {
    this.root = root;
    this.name = name;
    var file =
        Files.newOutputStream(part(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lines =
        new BufferedOutputStream(
            new Fast(new DigestOutputStream(new BufferedOutputStream(file, BUFFER_BYTES), digest)),
            BUFFER_BYTES);
  }

  /// @param root the dump's directory
  /// @param name of the file below it; nothing may be there yet
  static LineFile create(Path root, String name) throws IOException {
    return new LineFile(root, name);
  }

  private Path part() {
    return root.resolve(name + ".part");
  }

  void add(byte[] line) throws IOException {
    lines.write(line);
    lines.write('\n');
    records++;
    lineBytes += line.length + 1L;
  }

  /// Before compression.
  long lineBytes() {
    return lineBytes;
  }

  /// On the disk, and under its name.
  Manifest.OfFile finish() throws IOException {
    lines.close();
    Manifest.flush(part());
    var file = Files.move(part(), root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return new Manifest.OfFile(
        name, records, Files.size(file), HexFormat.of().formatHex(digest.digest()));
  }

  /// What was not finished stays as `.part`, for people to see.
  @Override
  public void close() throws IOException {
    lines.close();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new LinkageError("every JDK has SHA-256", impossible);
    }
  }

  /// A dump is as fast as its compression; the best level takes five times as long for a tenth.
  private static final class Fast extends GZIPOutputStream {
    private Fast(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
