package io.viatra.chat.streams.simulation;

import io.viatra.chat.streams.router.RouterCore;
import io.viatra.chat.streams.router.RouterDriver;
import io.viatra.chat.streams.sequencer.SequencerCore;
import io.viatra.chat.streams.sequencer.SequencerDriver;
import io.viatra.chat.streams.sequencer.SequencerFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How sequencer and router are run.
enum Form {
  /// Their rules and rows over stores in memory, two partitions: many runs a second.
  CORE {
    @Override
    int partitions() {
      return SequencerFault.PARTITIONS;
    }

    @Override
    Stage sequencer(int partition, Fault fault) {
      return new SequencerCore(partition, partitions(), Crowding.FANOUT_MAX, fault.sequencer());
    }

    @Override
    RouterStage router(Fault fault, long now) {
      return new RouterCore(fault.router(), now);
    }
  },
  /// The whole topologies in test drivers with RocksDB, one partition: wiring and restoring too.
  DRIVER {
    @Override
    int partitions() {
      return 1;
    }

    // Drivers tick by themselves, so the clock moves from tick to tick.
    @Override
    long leastMs() {
      return 1_000;
    }

    @Override
    Stage sequencer(int partition, Fault fault) {
      return new SequencerDriver(directory(), Crowding.FANOUT_MAX);
    }

    @Override
    RouterStage router(Fault fault, long now) {
      return new RouterDriver(directory(), now);
    }
  };

  /// Drivers empty theirs when they are closed.
  private static Path directory() {
    try {
      var directory = Files.createTempDirectory("simulation");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By which the clock moves at least.
  long leastMs() {
    return 0;
  }

  abstract int partitions();

  abstract Stage sequencer(int partition, Fault fault);

  abstract RouterStage router(Fault fault, long now);
}
