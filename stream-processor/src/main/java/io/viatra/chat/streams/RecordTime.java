package io.viatra.chat.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/// A record's time, as its topic has it: the broker's or its producer's. A record without one (-1)
/// would stop a task by Streams' default, and with it everybody of its partition; it is taken for
/// the oldest there is instead.
public final class RecordTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
