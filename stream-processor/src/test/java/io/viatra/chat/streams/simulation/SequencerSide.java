package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// One partition of the commands, and the task that numbers them. Events and receipts are seen with
/// the commit; deliveries at once, and also those of a transaction that comes to nothing.
final class SequencerSide {
  private final int partition;
  private final Stage stage;
  private final World world;
  private final List<Entry> commands = new ArrayList<>();

  /// What the model says of each; null for one that nobody can read.
  private final List<@Nullable List<String>> expected = new ArrayList<>();

  private final List<Done> open = new ArrayList<>();

  /// All that was committed.
  private final List<Output> log = new ArrayList<>();

  private int position;
  private int committed;

  private record Done(CommandPosition command, List<Output> outputs) {}

  SequencerSide(int partition, Stage stage, World world) {
    this.partition = partition;
    this.stage = stage;
    this.world = world;
  }

  void append(Bytes key, Bytes value, long at, @Nullable List<String> lines) {
    commands.add(new Entry(commands.size(), key, value, at));
    expected.add(lines);
  }

  boolean waits() {
    return position < commands.size();
  }

  void take(int most) {
    for (int i = 0; i < most && waits(); i++) {
      var outputs = next();
      outputs.forEach(this::deliver);
      open.add(new Done(new CommandPosition(partition, position), outputs));
      position++;
    }
  }

  /// Decides the same as ever, which is what the model decides.
  private List<Output> next() {
    var outputs = stage.take(Topics.COMMANDS, commands.get(position), world.now());
    var lines = expected.get(position);
    if (lines == null) {
      boolean buried = outputs.size() == 1 && outputs.getFirst().isOf(Topics.DEAD_LETTERS);
      Broken.unless(buried, "poison", "led to %s", outputs);
    } else {
      var got = Lines.of(outputs);
      Broken.unless(
          got.equals(lines),
          "outcome",
          "of command %d:%d is%n  %s%nand should be%n  %s",
          partition,
          position,
          String.join(System.lineSeparator() + "  ", got),
          String.join(System.lineSeparator() + "  ", lines));
    }
    return outputs;
  }

  private void deliver(Output output) {
    if (output.isOf(Topics.DELIVERIES)) {
      long at = commands.get(position).at();
      world.router(output.partition()).append(output, at);
    } else if (output.isOf(Topics.CROWD)) {
      world.crowd().add(output.decoded(Topics.CROWD));
    }
  }

  void commit() {
    stage.commit();
    open.forEach(done -> world.ledger().add(done.command, done.outputs));
    open.forEach(done -> log.addAll(done.outputs));
    open.clear();
    committed = position;
  }

  /// Perhaps while it writes what a command leads to.
  void kill(RandomGenerator dice) {
    if (waits() && dice.nextBoolean()) {
      var outputs = next();
      outputs.subList(0, dice.nextInt(outputs.size() + 1)).forEach(this::deliver);
    }
    stage.crash(dice, true, world.now());
    open.clear();
    position = committed;
  }

  void restart() {
    commit();
    stage.restart(world.now());
  }

  /// Every command that can be read has left its outcome.
  void check() {
    for (int i = 0; i < commands.size(); i++) {
      boolean settled = world.ledger().settled(new CommandPosition(partition, i));
      boolean readable = expected.get(i) != null;
      Broken.unless(settled == readable, "outcome", "command %d:%d has none", partition, i);
    }
  }

  List<Output> log() {
    return log;
  }

  Map<String, Map<Bytes, Bytes>> rows() {
    return stage.rows();
  }

  void close() {
    stage.close();
  }
}
