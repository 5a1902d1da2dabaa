package io.viatra.chat.streams.simulation;

import java.time.Duration;
import java.util.Locale;

/// Runs many simulations, or one again: `make simulate SEEDS=10000 [SEED=n] [STEPS=n] [FAULT=name]
/// [FORM=driver]`. Ends with 1 at the first that fails, after it has looked for the shortest script
/// that does.
public final class Simulate {
  private static final Duration REPORTED = Duration.ofSeconds(5);

  private Simulate() {}

  /// What is asked for.
  ///
  /// @param seed the first
  private record Wanted(int seeds, long seed, int steps, Form form, Fault fault) {
    static Wanted of(String[] args) {
      int seeds = 1_000;
      Long seed = null;
      int steps = Simulation.STEPS;
      var form = Form.CORE;
      var fault = Fault.NONE;
      for (var arg : args) {
        var parts = arg.split("=", 2);
        var value = parts.length == 1 ? "" : parts[1];
        if (value.isEmpty()) {
          continue;
        }
        switch (parts[0]) {
          case "seeds" -> seeds = Integer.parseInt(value);
          case "seed" -> seed = Long.valueOf(value);
          case "steps" -> steps = Integer.parseInt(value);
          case "form" -> form = Form.valueOf(value.toUpperCase(Locale.ROOT));
          case "fault" -> fault = Fault.of(value);
          default -> throw new IllegalArgumentException("what is " + parts[0] + "?");
        }
      }
      if (form != Form.CORE && !fault.equals(Fault.NONE)) {
        throw new IllegalArgumentException("a fault goes around the rules: FORM=core");
      }
      return seed == null
          ? new Wanted(seeds, 1, steps, form, fault)
          : new Wanted(1, seed, steps, form, fault);
    }
  }

  public static void main(String[] args) {
    var wanted = Wanted.of(args);
    long begun = System.nanoTime();
    long reported = begun;
    for (int i = 0; i < wanted.seeds; i++) {
      long seed = wanted.seed + i;
      var failure = Simulation.run(wanted.form, wanted.fault, Step.script(seed, wanted.steps));
      if (failure != null) {
        explain(wanted, seed, failure);
        System.out.printf("found after %d seeds%n", i + 1);
        System.exit(1);
      }
      long now = System.nanoTime();
      if (now - reported > REPORTED.toNanos()) {
        reported = now;
        report(i + 1, wanted.seeds, now - begun);
      }
    }
    report(wanted.seeds, wanted.seeds, System.nanoTime() - begun);
    System.out.println("every promise held");
  }

  private static void report(int done, int all, long nanos) {
    double rate = done * 1e9 / nanos;
    System.out.printf(
        Locale.ROOT,
        "%d of %d seeds, %.0f seeds/s, %.0f s left%n",
        done,
        all,
        rate,
        (all - done) / rate);
  }

  private static void explain(Wanted wanted, long seed, Simulation.Failure failure) {
    System.out.printf("seed %d fails: %s%n", seed, failure.cause().getMessage());
    System.out.println("looking for the shortest script ...");
    var shrunk =
        new Shrinking(wanted.form, wanted.fault).shrink(Step.script(seed, wanted.steps), failure);
    shrunk.failure().trace().forEach(System.out::println);
    System.out.println(shrunk.failure().cause());
    for (var frame : shrunk.failure().cause().getStackTrace()) {
      System.out.println("  at " + frame);
    }
    System.out.println(again(wanted, seed, shrunk.prefix()));
  }

  /// What to type to see it once more.
  static String again(long seed, int steps, Form form, Fault fault) {
    var line = "make simulate SEED=%d STEPS=%d".formatted(seed, steps);
    line += form == Form.CORE ? "" : " FORM=" + form.name().toLowerCase(Locale.ROOT);
    return line + (fault.equals(Fault.NONE) ? "" : " FAULT=" + fault.name());
  }

  private static String again(Wanted wanted, long seed, int steps) {
    return again(seed, steps, wanted.form, wanted.fault);
  }
}
