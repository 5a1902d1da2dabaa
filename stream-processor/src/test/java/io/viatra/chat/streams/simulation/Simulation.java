package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.command.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One run: steps in a row, then rest, then every promise that can only be asked at rest. What can
/// be asked in between is asked at once, by the parts themselves.
final class Simulation implements AutoCloseable {
  /// Enough for everything to meet everything, and little enough to be read.
  static final int STEPS = 250;

  private static final int REMEMBERED = 30;
  private static final int DEVICES_MAX = 4;
  private static final long HOUR_MS = 3_600_000;

  /// Some more than the ten that a push may wait, and the ticks around them.
  private static final int REST_SECONDS = 25;

  private final World world;
  private final List<Command> said = new ArrayList<>();

  /// What happened, for people.
  private final List<Object> trace = new ArrayList<>();

  /// What was sent before may have been pushed too late.
  private long leapt;

  private Simulation(Form form, Fault fault) {
    world = new World(form, fault);
  }

  /// @return null if every promise held
  static @Nullable Failure run(Form form, Fault fault, List<Step> steps) {
    try (var run = new Simulation(form, fault)) {
      try {
        steps.forEach(run::step);
        run.rest();
        return null;
      } catch (Broken | RuntimeException e) {
        return new Failure(e, run.told());
      }
    }
  }

  private List<String> told() {
    return trace.stream().map(one -> (one instanceof Command ? "  " : "") + one).toList();
  }

  /// @param trace of what led there
  record Failure(Throwable cause, List<String> trace) {}

  private void step(Step step) {
    var dice = new SplittableRandom(step.dice());
    trace.add(step.kind());
    switch (step.kind()) {
      case CREATE, SEND, MARK, CHANGE, GOVERN, SETTLE -> say(step.kind(), dice);
      case AGAIN -> again(dice);
      case GARBAGE -> garbage(dice);
      case SEQUENCE -> pick(world.sequencers(), dice).take(1 + dice.nextInt(6));
      case ROUTE -> pick(world.routers(), dice).take(1 + dice.nextInt(8), dice.nextBoolean());
      case READ -> read(dice);
      case TIME -> time(dice);
      case LEAP -> leap(dice);
      case COMMIT_SEQUENCER -> pick(world.sequencers(), dice).commit();
      case KILL_SEQUENCER -> pick(world.sequencers(), dice).kill(dice);
      case RESTART_SEQUENCER -> pick(world.sequencers(), dice).restart();
      case COMMIT_ROUTER -> pick(world.routers(), dice).commit();
      case KILL_ROUTER -> pick(world.routers(), dice).kill(dice);
      case RESTART_ROUTER -> pick(world.routers(), dice).restart();
      case CONNECT -> connect(dice);
      case DISCONNECT -> disconnect(dice);
      case BEGIN_EDGE -> world.beginEdge();
      case KILL_EDGE -> any(dice, edge -> world.edges().remove(edge));
      case STOP_EDGE -> any(dice, world::stop);
      case SILENCE_EDGE -> any(dice, edge -> edge.silent(world.now()));
      case HEAR_EDGE -> any(dice, world::hear);
    }
  }

  private static <T> T pick(List<T> some, RandomGenerator dice) {
    return some.get(dice.nextInt(some.size()));
  }

  private void any(RandomGenerator dice, Consumer<Edge> what) {
    if (!world.edges().isEmpty()) {
      what.accept(pick(world.edges(), dice));
    }
  }

  private void say(Step.Kind kind, RandomGenerator dice) {
    var people = new People(world.model(), dice, Instant.ofEpochMilli(world.now()));
    var command = people.command(kind);
    if (command != null) {
      say(command);
    }
  }

  private void say(Command command) {
    trace.add(command);
    if (said.size() == REMEMBERED) {
      said.removeFirst();
    }
    said.add(command);
    world.append(command);
  }

  /// A client that was not answered, or a producer that wrote twice.
  private void again(RandomGenerator dice) {
    if (!said.isEmpty()) {
      say(pick(said, dice));
    }
  }

  private void garbage(RandomGenerator dice) {
    var some = List.of("{", "{}", "null", "{\"type\":\"message.dream\"}", "\0");
    int partition = dice.nextInt(world.sequencers().size());
    world.appendGarbage(partition, "nobody's", pick(some, dice));
  }

  private void read(RandomGenerator dice) {
    any(
        dice,
        edge -> {
          int most = 1 + dice.nextInt(8);
          boolean crowd = dice.nextInt(3) == 0;
          for (int i = 0; i < most && (crowd ? world.readCrowd(edge) : world.read(edge)); i++) {}
        });
  }

  private void time(RandomGenerator dice) {
    if (dice.nextBoolean()) {
      world.pass(dice.nextInt(900));
    } else {
      world.passSeconds(1 + dice.nextInt(4));
    }
  }

  /// Hours, for what is remembered for days only.
  private void leap(RandomGenerator dice) {
    world.passSeconds(12);
    leapt = world.now() + 1;
    world.pass(HOUR_MS * (1 + dice.nextInt(80)));
  }

  private void connect(RandomGenerator dice) {
    any(
        dice,
        edge -> {
          var user = pick(People.ALL, dice);
          long open =
              world.edges().stream()
                  .flatMap(each -> each.devices.values().stream())
                  .filter(device -> device.user.equals(user))
                  .count();
          if (open < DEVICES_MAX) {
            var _ = world.open(edge, user);
          }
        });
  }

  private void disconnect(RandomGenerator dice) {
    any(
        dice,
        edge -> {
          if (!edge.devices.isEmpty()) {
            world.close(edge, pick(List.copyOf(edge.devices.values()), dice));
          }
        });
  }

  private void rest() {
    trace.add("REST");
    List.copyOf(world.edges()).stream().filter(edge -> !edge.beats()).forEach(world::hear);
    settle();
    world.passSeconds(REST_SECONDS);
    settle();
    new Promises(world, leapt).hold();
    new Rebuilt(world).hold(world);
  }

  private void settle() {
    for (var sequencer : world.sequencers()) {
      sequencer.take(Integer.MAX_VALUE);
      sequencer.commit();
    }
    for (var router : world.routers()) {
      router.take(Integer.MAX_VALUE, false);
      router.commit();
    }
    for (var edge : world.edges()) {
      while (world.read(edge)) {}
      while (world.readCrowd(edge)) {}
      edge.devices.values().forEach(Device::giveUp);
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
