package io.viatra.chat.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A server process on this machine that is known by its pid file, perhaps started by a JVM that is
/// gone. Numbers of processes are reused, above all in containers that start again, so a process
/// counts only when it runs the program that the file is about.
final class LocalProcess {
  private final ProcessHandle handle;
  private final String program;

  private LocalProcess(ProcessHandle handle, String program) {
    this.handle = handle;
    this.program = program;
  }

  /// The running process whose number is the first line of the pid file, provided that the name of
  /// its executable begins with `program`.
  static Optional<LocalProcess> fromPidFile(Path pidFile, String program) throws IOException {
    return pid(pidFile)
        .flatMap(ProcessHandle::of)
        .map(handle -> new LocalProcess(handle, program))
        .filter(LocalProcess::isAlive);
  }

  private static Optional<Long> pid(Path pidFile) throws IOException {
    try {
      return Files.readString(pidFile).lines().findFirst().map(String::strip).map(Long::valueOf);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  long pid() {
    return handle.pid();
  }

  /// A process that has ended but that its parent has not collected counts as alive to the JVM; in
  /// a container whose first process collects nobody, for ever. Such a one has no program any more.
  boolean isAlive() {
    return handle.isAlive()
        && handle
            .info()
            .command()
            .map(command -> Path.of(command).getFileName().toString().startsWith(program))
            .orElse(false);
  }

  /// Sends `polite`, waits, then sends `firm` and waits as long again. Signals have the names of
  /// `kill -s`: the JVM itself can only send TERM and KILL.
  void stop(String polite, String firm, Duration patience) throws IOException {
    if (signalAndWait(polite, patience) || signalAndWait(firm, patience)) {
      return;
    }
    throw new IOException("process " + pid() + " does not stop");
  }

  /// Looks again every few milliseconds: for a process that is no child of this JVM, `onExit` does
  /// the same at intervals of seconds.
  private boolean signalAndWait(String name, Duration patience) throws IOException {
    signal(name);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (isAlive() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while process " + pid() + " stops", interrupted);
    }
    return !isAlive();
  }

  /// A process that has just ended makes `kill` fail; that is no error here, the wait tells.
  void signal(String name) throws IOException {
    Process kill =
        new ProcessBuilder("kill", "-s", name, Long.toString(pid()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!kill.waitFor(5, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while signalling process " + pid(), interrupted);
    }
  }
}
