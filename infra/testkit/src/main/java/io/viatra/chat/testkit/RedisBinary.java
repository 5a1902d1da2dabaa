package io.viatra.chat.testkit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/// Finds a `redis-server` that runs here: the one from the jar, unpacked once per machine and user,
/// else one on the PATH. The jar's needs OpenSSL 3 on Linux, which slim images leave out.
final class RedisBinary {
  private RedisBinary() {}

  static synchronized Path path() throws IOException {
    Path cached = BinaryCache.directory().resolve("redis-6.2").resolve("redis-server");
    if (!Files.isExecutable(cached)) {
      unpack(cached);
    }
    if (runs(cached)) {
      return cached;
    }
    try {
      return ExecutableProvider.newExecutableInPath("redis-server").get().toPath();
    } catch (FileNotFoundException absent) {
      throw new IOException(
          "no redis-server runs here: install redis, or OpenSSL 3 (libssl.so.3)", absent);
    }
  }

  /// Moved into place whole, since other processes may be looking at the same time.
  private static void unpack(Path cached) throws IOException {
    Path unpacked = ExecutableProvider.newJarResourceProvider().get().toPath();
    Path directory = Files.createDirectories(cached.getParent());
    Path whole = Files.createTempFile(directory, "redis-server", ".part");
    Files.copy(unpacked, whole, StandardCopyOption.REPLACE_EXISTING);
    if (!whole.toFile().setExecutable(true)) {
      throw new IOException("cannot make redis-server executable in " + directory);
    }
    Files.move(whole, cached, StandardCopyOption.ATOMIC_MOVE);
  }

  /// A binary that misses a library fails here at once, with a message that would help nobody.
  private static boolean runs(Path binary) throws IOException {
    Process version =
        new ProcessBuilder(binary.toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return version.waitFor(5, TimeUnit.SECONDS) && version.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking at redis-server", interrupted);
    }
  }
}
