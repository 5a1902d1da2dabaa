package io.viatra.chat.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every promise of sequencer and router, under whatever order of things a few hundred seeds give.
class SimulationTest {
  private static final int SEEDS = 200;

  /// They open RocksDB again and again.
  private static final int DRIVER_SEEDS = 3;

  private static long begin() {
    long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    System.out.println("seeds from " + seed);
    return seed;
  }

  @Test
  void everyPromiseHoldsUnderAnyInterleaving() {
    hold(Form.CORE, SEEDS);
  }

  @Test
  void everyPromiseHoldsForTheWholeTopologiesToo() {
    hold(Form.DRIVER, DRIVER_SEEDS);
  }

  private static void hold(Form form, int seeds) {
    long begin = begin();
    for (long seed = begin; seed < begin + seeds; seed++) {
      var failure = Simulation.run(form, Fault.NONE, Step.script(seed, Simulation.STEPS));
      if (failure != null) {
        var again = Simulate.again(seed, Simulation.STEPS, form, Fault.NONE);
        throw new AssertionError("again by: " + again, failure.cause());
      }
    }
  }

  @Test
  void aSeedGivesTheSameRunForEver() {
    var fault = Fault.of("delivery-lost");
    var once = Simulation.run(Form.CORE, fault, Step.script(failing(fault), Simulation.STEPS));
    var again = Simulation.run(Form.CORE, fault, Step.script(failing(fault), Simulation.STEPS));
    assertThat(once).isNotNull();
    assertThat(again).isNotNull();
    if (once != null && again != null) {
      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(again.cause()).hasMessage(once.cause().getMessage());
    }
  }

  @Test
  void theFirstStepsAreTheSameHoweverManyFollow() {
    assertThat(Step.script(7, 300)).startsWith(Step.script(7, 100).toArray(Step[]::new));
  }

  @Test
  void whatFailsIsMadeShort() {
    var fault = Fault.of("pushed-to-sender");
    var script = Step.script(failing(fault), Simulation.STEPS);
    var failure = Simulation.run(Form.CORE, fault, script);
    assertThat(failure).isNotNull();
    if (failure != null) {
      var shrunk = new Shrinking(Form.CORE, fault).shrink(script, failure);
      assertThat(shrunk.steps()).hasSizeLessThan(20);
      assertThat(shrunk.prefix()).isLessThanOrEqualTo(script.size());
      assertThat(Simulation.run(Form.CORE, fault, shrunk.steps())).isNotNull();
    }
  }

  private static long failing(Fault fault) {
    long seed = 1;
    while (Simulation.run(Form.CORE, fault, Step.script(seed, Simulation.STEPS)) == null) {
      seed++;
    }
    return seed;
  }
}
