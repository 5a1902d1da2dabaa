package io.viatra.chat.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A record together with what was read from it.
///
/// @param record as it came, for the dead letters
/// @param command offset of the command that it is an outcome of, [#NO_COMMAND] where it names none
public record Entry(
    TopicPartition partition, ConsumerRecord<byte[], byte[]> record, long command, Change change) {
  static final long NO_COMMAND = -1;

  public long offset() {
    return record.offset();
  }

  /// The same record without effect; its command still counts as done.
  Entry putAside() {
    return new Entry(partition, record, command, new Change.Nothing());
  }
}
