package io.viatra.chat.streams.sequencer;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What every test of the topology has: a rig, and the id of a group that it may create.
abstract class RigTest {
  static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-000000000001");

  final Rig rig;

  RigTest(@TempDir Path directory) {
    rig = new Rig(directory);
  }

  RigTest(@TempDir Path directory, SequencerLimits limits) {
    rig = new Rig(directory, limits);
  }

  @AfterEach
  void close() {
    rig.close();
  }
}
