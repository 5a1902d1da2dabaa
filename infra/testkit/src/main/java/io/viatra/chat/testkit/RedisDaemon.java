package io.viatra.chat.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Launches `redis-server` as a daemon: in a session of its own, so that Ctrl-C in a terminal
/// reaches this JVM alone and Redis is still there while the services drain.
final class RedisDaemon {
  private static final Duration START_MAX = Duration.ofSeconds(10);

  private RedisDaemon() {}

  /// The process that is launched is only the parent, which ends when the daemon is on its own.
  static LocalProcess launch(Path data, Path pidFile, int port) throws IOException {
    Path settings = Files.write(data.resolve("redis.conf"), settings(data, pidFile, port));
    Files.deleteIfExists(data.resolve("redis.log"));
    Process parent =
        new ProcessBuilder(RedisBinary.path().toString(), settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("redis.out").toFile())
            .start();
    try {
      if (!parent.waitFor(START_MAX.toMillis(), TimeUnit.MILLISECONDS) || parent.exitValue() != 0) {
        parent.destroyForcibly();
        throw new IOException("redis-server did not start, see redis.out and redis.log in " + data);
      }
      return awaitAnswer(pidFile, port);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while redis-server starts", interrupted);
    }
  }

  /// Paths are quoted: a checkout may lie in a directory with a space in its name.
  private static List<String> settings(Path data, Path pidFile, int port) {
    return List.of(
        "daemonize yes",
        "bind 127.0.0.1",
        "port " + port,
        "dir \"" + data + "\"",
        "pidfile \"" + pidFile + "\"",
        "logfile \"" + data.resolve("redis.log") + "\"",
        "loglevel warning",
        "save \"\"",
        "appendonly no",
        // Bounded, and the same policy as in production: nothing in it is the only copy.
        "maxmemory 128mb",
        "maxmemory-policy allkeys-lru");
  }

  /// The daemon writes its pid file only once it listens; so a process in the file means that the
  /// port is ours and not that of a stranger, who would answer PING as well.
  private static LocalProcess awaitAnswer(Path pidFile, int port)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<LocalProcess> daemon = LocalProcess.fromPidFile(pidFile, "redis-server");
      if (daemon.isPresent() && answers(port)) {
        return daemon.get();
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new IOException("redis-server does not answer on port " + port);
  }

  /// One inline command by hand; a client library would be one more dependency of the demo.
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      socket.setSoTimeout(200);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
