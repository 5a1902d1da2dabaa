package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far a rebuild goes before it is compared: as far as the live tables are, so that it is never
/// ahead of them. Where there is nothing to compare with, to the end of the log.
///
/// @param isComparable whether the live tables are of the log that Kafka has now
record Bound(Map<TopicPartition, Long> ends, boolean isComparable, List<String> remarks) {

  Bound {
    ends = Map.copyOf(ends);
    remarks = List.copyOf(remarks);
  }

  /// @param force goes on where the log or the live tables are not what they should be
  /// @throws RebuildException if they are not, without `force`
  static Bound of(Connection live, Heads heads, boolean force)
      throws RebuildException, SQLException {
    List<String> remarks = new ArrayList<>();
    if (!heads.isWhole()) {
      must(
          force,
          remarks,
          "the oldest events are gone from Kafka: rows that they made would be missing");
    }
    if (!LivePositions.exist(live)) {
      live.rollback();
      remarks.add("there are no live tables; nothing to compare with");
      return new Bound(heads.ends(), false, remarks);
    }
    Map<TopicPartition, Long> held = LivePositions.of(live);
    live.rollback();
    if (!heads.covers(held)) {
      must(
          force,
          remarks,
          "the live tables hold another log than the one that Kafka has now (restored, or with"
              + " another number of partitions), so they cannot be compared");
      return new Bound(heads.ends(), false, remarks);
    }
    return new Bound(held, true, remarks);
  }

  private static void must(boolean force, List<String> remarks, String what)
      throws RebuildException {
    if (!force) {
      throw new RebuildException(what + "; --force goes on nevertheless");
    }
    remarks.add(what);
  }
}
