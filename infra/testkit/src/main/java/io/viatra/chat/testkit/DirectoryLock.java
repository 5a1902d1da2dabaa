package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Says who owns a data directory. The operating system drops the lock with its process, however
/// that ends, so whoever holds it may stop any server that a dead owner left behind.
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Creates the directory where it is missing; fails at once when it is in use, it never waits.
  static DirectoryLock of(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel)) {
      return new DirectoryLock(channel);
    }
    channel.close();
    throw new IOException("the data directory " + directory + " is in use by a running process");
  }

  /// Locks are held by the JVM as a whole, so a second owner in the same JVM is told by an
  /// exception.
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ownedByThisJvm) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
