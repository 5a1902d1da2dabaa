package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The `postmaster.pid` of a PostgreSQL data directory: who serves it, or did.
final class PostmasterFile {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Path file;

  PostmasterFile(Path cluster) {
    this.file = cluster.resolve("postmaster.pid");
  }

  private Optional<LocalProcess> running() throws IOException {
    return LocalProcess.fromPidFile(file, "postgres");
  }

  /// The process number of the running server.
  long pid() throws IOException {
    return running().orElseThrow(() -> new IOException("PostgreSQL is not running")).pid();
  }

  /// Ends a server whose owner is gone, and forgets one that is gone itself. PostgreSQL would
  /// refuse to start beside the first, and also on account of the second once its number belongs to
  /// any other process. The caller holds the directory's lock, so no living owner is robbed.
  void stopLeftover() throws IOException {
    Optional<LocalProcess> leftover = running();
    if (leftover.isPresent()) {
      // INT disconnects the clients and shuts down; QUIT leaves the rest to crash recovery.
      leftover.get().stop("INT", "QUIT", STOP_PATIENCE);
    }
    Files.deleteIfExists(file);
  }
}
