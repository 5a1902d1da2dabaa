package io.viatra.chat.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A simulation that finds nothing wrong where something is would prove nothing.
class FaultsTest {
  private static final int SEEDS_MAX = 1_000;

  @ParameterizedTest
  @MethodSource("io.viatra.chat.streams.simulation.Fault#all")
  void everyDeliberateFaultIsFoundWithinAThousandSeeds(Fault fault) {
    int seed = 1;
    while (seed <= SEEDS_MAX
        && Simulation.run(Form.CORE, fault, Step.script(seed, Simulation.STEPS)) == null) {
      seed++;
    }
    System.out.printf("%s after %d seeds%n", fault, seed);
    assertThat(seed).as("seeds until %s was found", fault).isLessThanOrEqualTo(SEEDS_MAX);
  }
}
