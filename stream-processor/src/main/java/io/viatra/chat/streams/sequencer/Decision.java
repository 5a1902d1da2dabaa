package io.viatra.chat.streams.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What is to happen for one command, all of it or nothing: rows to put and records to write, both
/// in order.
record Decision(Outcome outcome, List<Row> rows, List<Emission> emissions) {
  Decision {
    rows = List.copyOf(rows);
    emissions = List.copyOf(emissions);
  }

  /// The emissions in the order in which they are to be written: what people wait for goes first.
  ///
  /// The producer has one request in flight, and the first record written leaves at once while the
  /// others wait for the next request; all are one transaction either way.
  List<Emission> urgentFirst() {
    return Stream.concat(
            emissions.stream().filter(Emission.ToUsers.class::isInstance),
            emissions.stream().filter(emission -> !(emission instanceof Emission.ToUsers)))
        .toList();
  }

  static Draft accepting() {
    return new Draft();
  }

  /// A command that changes nothing.
  static Decision unchanged(Outcome outcome, Emission... emissions) {
    return new Decision(outcome, List.of(), List.of(emissions));
  }

  /// Collects what an accepted command leads to.
  static final class Draft {
    private final List<Row> rows = new ArrayList<>();
    private final List<Emission> emissions = new ArrayList<>();

    Draft put(Row row) {
      rows.add(row);
      return this;
    }

    Draft put(List<? extends Row> more) {
      rows.addAll(more);
      return this;
    }

    Draft write(Emission emission) {
      emissions.add(emission);
      return this;
    }

    Draft write(List<? extends Emission> more) {
      emissions.addAll(more);
      return this;
    }

    Decision decided() {
      return new Decision(Outcome.ACCEPTED, rows, emissions);
    }
  }
}
