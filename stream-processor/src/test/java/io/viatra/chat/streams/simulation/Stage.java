package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;

/// One task of the sequencer or of the router, in whatever form: its rules over rows in memory,
/// which is fast, or its whole topology in a test driver.
///
/// What it answers has been written; what it keeps is kept from the next commit on.
public interface Stage extends AutoCloseable {
  /// @param now this machine's clock, ms
  List<Output> take(Topic<?> topic, Entry entry, long now);

  /// A second has passed.
  List<Output> tick(long now);

  void commit();

  /// The process dies and another begins, on what the changelogs hold.
  ///
  /// @param dice how far they got since the last commit, where the guarantee leaves that open
  /// @param midway nothing that was kept for the last record got there
  void crash(RandomGenerator dice, boolean midway, long now);

  /// The task ends in good order, its work committed, and begins elsewhere.
  void restart(long now);

  /// Every row of every store, by the store's name.
  Map<String, Map<Bytes, Bytes>> rows();

  @Override
  void close();
}
