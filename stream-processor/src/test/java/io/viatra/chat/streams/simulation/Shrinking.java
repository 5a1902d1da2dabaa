package io.viatra.chat.streams.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks for the shortest script that fails as a long one does: first how many steps it takes at
/// all, by halves, then which of them are not needed.
final class Shrinking {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Form form;
  private final Fault fault;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  Shrinking(Form form, Fault fault) {
    this.form = form;
    this.fault = fault;
  }

  /// @param prefix steps of the whole script that fail by themselves
  /// @param steps that are left of these
  record Shrunk(int prefix, List<Step> steps, Simulation.Failure failure) {}

  Shrunk shrink(List<Step> script, Simulation.Failure first) {
    int fails = script.size();
    int holds = 0;
    var failure = first;
    while (fails - holds > 1 && System.nanoTime() < deadline) {
      int middle = (fails + holds) / 2;
      var tried = fails(script.subList(0, middle));
      if (tried == null) {
        holds = middle;
      } else {
        fails = middle;
        failure = tried;
      }
    }
    var needed = new ArrayList<>(script.subList(0, fails));
    for (int block = Math.max(1, fails / 4); block > 0; block /= 2) {
      for (int from = needed.size() - block; from >= 0; from -= block) {
        if (System.nanoTime() > deadline) {
          return new Shrunk(fails, needed, failure);
        }
        var fewer = new ArrayList<>(needed.subList(0, from));
        fewer.addAll(needed.subList(Math.min(needed.size(), from + block), needed.size()));
        var tried = fails(fewer);
        if (tried != null && sameKind(tried, failure)) {
          failure = tried;
          needed = fewer;
        }
      }
    }
    return new Shrunk(fails, needed, failure);
  }

  private Simulation.@Nullable Failure fails(List<Step> steps) {
    return Simulation.run(form, fault, steps);
  }

  /// By the word before the colon: else a shorter script may show something else.
  private static boolean sameKind(Simulation.Failure one, Simulation.Failure other) {
    return Objects.equals(kind(one), kind(other));
  }

  private static String kind(Simulation.Failure failure) {
    return Objects.requireNonNullElse(failure.cause().getMessage(), "").split(":", 2)[0];
  }
}
