package io.viatra.chat.runtime.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a tail does with a record, on the tail's thread, in partition order.
@FunctionalInterface
public interface RecordHandler {
  /// Handles one record. Must not block for long: the tail stands still meanwhile.
  ///
  /// @throws Exception when the record is poison; it goes to the dead letters with the code
  ///   [PoisonException#code()] or `UNREADABLE`, and the tail goes on
  void handle(ConsumerRecord<byte[], byte[]> record) throws Exception;

  /// Records were lost before the next one: retention overtook the tail.
  default void skipped() {}
}
