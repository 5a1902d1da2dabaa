package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where server binaries are unpacked, once per machine and user: unpacking PostgreSQL costs more
/// than starting it. The directory is closed to other users, because what one executes another must
/// not be able to replace.
final class BinaryCache {
  private BinaryCache() {}

  static Path directory() throws IOException {
    String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9_-]", "_");
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), "viatra-chat-binaries-" + user);
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      refuseStrangers(directory);
    }
    return directory;
  }

  /// The owner of a file of ours is who we are; names are not, where a user has none.
  private static void refuseStrangers(Path directory) throws IOException {
    Path ours = Files.createTempFile(directory, "owner", "");
    try {
      if (!Files.getOwner(ours).equals(Files.getOwner(directory))) {
        throw new IOException(directory + " belongs to another user; delete it");
      }
    } finally {
      Files.delete(ours);
    }
  }
}
