package io.viatra.chat.streams.rebuild;

import io.viatra.chat.schemas.codec.CommandPosition;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The last command of each partition that has an outcome in the log. Records without the two
/// headers say nothing: they were restored from a dump, and their commands are gone.
final class Positions {
  private final Map<Integer, Long> last = new TreeMap<>();

  void note(ConsumerRecord<byte[], byte[]> outcome) {
    var partition = number(outcome.headers(), CommandPosition.PARTITION);
    var offset = number(outcome.headers(), CommandPosition.OFFSET);
    if (partition != null && offset != null && partition >= 0 && partition <= Integer.MAX_VALUE) {
      last.merge(partition.intValue(), offset, Math::max);
    }
  }

  /// Null where it is none of ours.
  private static @Nullable Long number(Headers headers, String name) {
    var header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return null;
    }
    try {
      return Long.valueOf(new String(header.value(), StandardCharsets.US_ASCII));
    } catch (NumberFormatException foreign) {
      return null;
    }
  }

  /// Where the sequencer is to read on: behind the last outcome. Poison has none, so what of it
  /// lies behind is buried a second time, and nothing worse.
  ///
  /// @param begins of the partitions of the commands
  /// @param ends likewise
  /// @throws RefusedException if the log speaks of commands that the topic cannot have had
  Map<TopicPartition, Long> next(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends)
      throws RefusedException {
    var next = new HashMap<TopicPartition, Long>();
    for (var begin : begins.entrySet()) {
      long after = last.getOrDefault(begin.getKey().partition(), -1L) + 1;
      long end = ends.getOrDefault(begin.getKey(), 0L);
      if (after > end) {
        throw foreign(begin.getKey() + " ends at " + end + ", and the log is at " + after);
      }
      next.put(begin.getKey(), Math.max(after, begin.getValue()));
    }
    for (int partition : last.keySet()) {
      if (partition >= begins.size()) {
        throw foreign("the log speaks of a command in partition " + partition);
      }
    }
    return next;
  }

  private static RefusedException foreign(String why) {
    return new RefusedException(
        why
            + ": these are not the commands that the log came from. If all of them are yet to be"
            + " carried out, say --new-commands");
  }
}
