package io.viatra.chat.testkit;

import java.io.IOException;
import java.util.List;

/// Stops a server when this JVM dies in a way that runs no shutdown hook, `kill -9` for one.
///
/// A shell waits on a pipe that only this JVM holds; the operating system closes it with the JVM,
/// and the shell sends the signal. The shell ignores the signals that a terminal sends to all its
/// processes on Ctrl-C, so that it outlives an orderly shutdown. The start-up of a server looks for
/// orphans all the same: the shell may be killed too.
final class OrphanWatch implements AutoCloseable {
  private static final String WAIT_THEN_SIGNAL =
      "trap '' HUP INT TERM; while read -r _; do :; done; kill -s \"$1\" \"$2\"";

  private final Process shell;

  private OrphanWatch(Process shell) {
    this.shell = shell;
  }

  /// Watches from now on; `signal` as in `kill -s`.
  static OrphanWatch over(long pid, String signal) throws IOException {
    List<String> command =
        List.of("sh", "-c", WAIT_THEN_SIGNAL, "orphan-watch", signal, Long.toString(pid));
    return new OrphanWatch(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /// To be called when the server has stopped. Kills before it closes the pipe, because an end of
  /// input would make the shell signal a number that may belong to another process by now.
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
