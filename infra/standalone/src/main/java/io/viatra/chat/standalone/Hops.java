package io.viatra.chat.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/// Runs the hops of the scripted conversation and prints each with its milliseconds. The first that
/// does not happen ends the script and is named.
final class Hops {
  private static final double NANOS_PER_MS = 1e6;

  private final PrintStream out;
  private int happened;

  Hops(PrintStream out) {
    this.out = out;
  }

  /// One hop's work.
  interface Hop<T> {
    T run() throws IOException, InterruptedException;
  }

  /// A hop that did not happen.
  static final class Missed extends IOException {
    private static final long serialVersionUID = 1;

    Missed(String hop, Throwable cause) {
      super(hop + ": " + cause.getMessage(), cause);
    }
  }

  <T> T hop(String name, Hop<T> hop) throws Missed, InterruptedException {
    var from = System.nanoTime();
    try {
      T result = hop.run();
      print(name, System.nanoTime() - from);
      happened++;
      return result;
    } catch (IOException | RuntimeException failed) {
      out.printf("  %-58s MISSED%n", name);
      throw new Missed(name, failed);
    }
  }

  /// A hop that the script asserts.
  void holds(String name, boolean condition) throws Missed, InterruptedException {
    hop(
        name,
        () -> {
          if (!condition) {
            throw new IOException("does not hold");
          }
          return true;
        });
  }

  private void print(String name, long nanos) {
    out.printf(Locale.ROOT, "  %-58s %8.1f ms%n", name, nanos / NANOS_PER_MS);
  }

  int happened() {
    return happened;
  }
}
