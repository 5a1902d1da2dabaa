package io.viatra.chat.streams.simulation;

import org.jspecify.annotations.Nullable;

/// A promise did not hold in a run.
public final class Broken extends AssertionError {
  private static final long serialVersionUID = 1L;

  /// @param promise one word for it, by which failures are told apart
  public Broken(String promise, String what) {
    super(promise + ": " + what);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
  static void unless(boolean holds, String promise, String form, @Nullable Object... values) {
    if (!holds) {
      throw new Broken(promise, form.formatted(values));
    }
  }
}
