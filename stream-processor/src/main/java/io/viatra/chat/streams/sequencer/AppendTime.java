package io.viatra.chat.streams.sequencer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/// The broker's append time. A record without one (-1) would be dropped by Streams without a word;
/// it is taken for the oldest there is instead.
public final class AppendTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
