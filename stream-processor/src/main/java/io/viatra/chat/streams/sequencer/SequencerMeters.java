package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What the sequencer counts. Counters lie outside of the transaction: a command that a crash makes
/// it decide twice is counted twice.
///
/// Thread-safe; shared by all tasks.
final class SequencerMeters {
  private final Map<Outcome, Counter> commands = new EnumMap<>(Outcome.class);
  private final Map<DeadLetterCode, Counter> deadLetters = new EnumMap<>(DeadLetterCode.class);
  private final Counter rostersRead;
  private final Counter rostersDropped;

  SequencerMeters(MeterRegistry registry) {
    for (var outcome : Outcome.values()) {
      commands.put(
          outcome,
          Counter.builder("chat.sequencer.commands")
              .description("commands by what became of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (var code : DeadLetterCode.values()) {
      deadLetters.put(
          code,
          Counter.builder("chat.sequencer.dead.letters")
              .description("commands kept as dead letters, by reason")
              .tag("code", code.text())
              .register(registry));
    }
    rostersRead =
        Counter.builder("chat.sequencer.rosters.read")
            .description("member lists that had to be read from rows")
            .register(registry);
    rostersDropped =
        Counter.builder("chat.sequencer.rosters.dropped")
            .description("member lists dropped because memory for them is bounded")
            .register(registry);
  }

  void decided(Decision decision) {
    count(commands, decision.outcome());
    for (var emission : decision.emissions()) {
      if (emission instanceof Emission.ToDeadLetters(DeadLetterCode code)) {
        count(deadLetters, code);
      }
    }
  }

  void rosterRead() {
    rostersRead.increment();
  }

  void rosterDropped() {
    rostersDropped.increment();
  }

  private static <E extends Enum<E>> void count(Map<E, Counter> counters, E which) {
    var counter = counters.get(which);
    if (counter != null) {
      counter.increment();
    }
  }
}
