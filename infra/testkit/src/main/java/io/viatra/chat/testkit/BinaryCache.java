package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where server binaries are unpacked, once per machine and user: unpacking PostgreSQL costs more
/// than starting it. One directory per user, since another user's may not be writable, and what one
/// user executes another must not be able to replace.
final class BinaryCache {
  private BinaryCache() {}

  static Path directory() throws IOException {
    String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9_-]", "_");
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), "viatra-chat-binaries-" + user);
    return Files.createDirectories(directory);
  }
}
