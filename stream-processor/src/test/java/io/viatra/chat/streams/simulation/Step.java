package io.viatra.chat.streams.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One thing that happens next. Everything open about it follows from its own dice, so a step means
/// something, if not the same, where others are left out before it.
record Step(Kind kind, long dice) {
  /// What may happen, and how often among all.
  enum Kind {
    CREATE(3),
    SEND(20),
    MARK(14),
    CHANGE(11),
    GOVERN(8),
    SETTLE(4),
    AGAIN(4),
    GARBAGE(1),
    SEQUENCE(18),
    ROUTE(20),
    READ(14),
    TIME(8),
    LEAP(1),
    COMMIT_SEQUENCER(3),
    KILL_SEQUENCER(2),
    RESTART_SEQUENCER(1),
    COMMIT_ROUTER(3),
    KILL_ROUTER(2),
    RESTART_ROUTER(1),
    CONNECT(6),
    DISCONNECT(3),
    BEGIN_EDGE(2),
    KILL_EDGE(1),
    STOP_EDGE(1),
    SILENCE_EDGE(1),
    HEAR_EDGE(1);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final List<Kind> BAG = bag();

  /// So that there is something to talk in, and somebody to talk to.
  private static final List<Kind> PRELUDE =
      List.of(Kind.BEGIN_EDGE, Kind.CREATE, Kind.CREATE, Kind.CREATE, Kind.CONNECT, Kind.CONNECT);

  private static List<Kind> bag() {
    var bag = new ArrayList<Kind>();
    for (var kind : Kind.values()) {
      for (int i = 0; i < kind.weight; i++) {
        bag.add(kind);
      }
    }
    return List.copyOf(bag);
  }

  /// The first of them are the same however many are asked for.
  static List<Step> script(long seed, int steps) {
    var dice = new SplittableRandom(seed);
    var script = new ArrayList<Step>();
    for (int i = 0; i < steps; i++) {
      int pick = dice.nextInt(BAG.size());
      long own = dice.nextLong();
      script.add(new Step(i < PRELUDE.size() ? PRELUDE.get(i) : BAG.get(pick), own));
    }
    return script;
  }
}
