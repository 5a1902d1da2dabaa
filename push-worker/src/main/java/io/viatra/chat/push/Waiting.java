package io.viatra.chat.push;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for many things and fails with what went wrong first, when all have ended.
final class Waiting {
  private Waiting() {}

  static void all(Collection<? extends Future<?>> futures) throws Exception {
    Exception first = null;
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        first = first == null ? unwrapped(e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static Exception unwrapped(ExecutionException failure) {
    return failure.getCause() instanceof Exception cause ? cause : failure;
  }
}
