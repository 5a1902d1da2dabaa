package io.viatra.chat.streams.simulation;

import io.viatra.chat.streams.router.RouterFault;
import io.viatra.chat.streams.sequencer.SequencerFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is wrong in a run: nothing, or one rule of one of the two.
record Fault(String name, SequencerFault sequencer, RouterFault router) {
  static final Fault NONE = new Fault("none", SequencerFault.NONE, RouterFault.NONE);

  /// Every deliberate one.
  static List<Fault> all() {
    var all = new ArrayList<Fault>();
    for (var one : SequencerFault.values()) {
      if (one != SequencerFault.NONE) {
        all.add(new Fault(name(one), one, RouterFault.NONE));
      }
    }
    for (var one : RouterFault.values()) {
      if (one != RouterFault.NONE) {
        all.add(new Fault(name(one), SequencerFault.NONE, one));
      }
    }
    return all;
  }

  private static String name(Enum<?> fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fault of(String name) {
    return name.equals(NONE.name)
        ? NONE
        : all().stream()
            .filter(fault -> fault.name.equals(name))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no such fault; there are " + all().stream().map(Fault::name).toList()));
  }

  @Override
  public String toString() {
    return name;
  }
}
