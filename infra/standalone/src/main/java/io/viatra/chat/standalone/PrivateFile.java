package io.viatra.chat.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that holds secrets: readable by its owner alone, and there whole or not at all.
final class PrivateFile {
  private PrivateFile() {}

  static void write(Path file, String text) throws IOException {
    // A temporary file is made for its owner alone; where the file system knows owners, say so
    // again.
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".draft", ".tmp");
    if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
