package io.viatra.chat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static long timeOf(long timestamp) {
    var record =
        new ConsumerRecord<Object, Object>(
            "topic",
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            "key",
            "value",
            new RecordHeaders(),
            Optional.empty());
    return new RecordTime().extract(record, 7);
  }

  @Test
  void aRecordsTimeIsThatOfItsTopic() {
    assertThat(timeOf(1_234)).isEqualTo(1_234);
  }

  @Test
  void oneWithoutATimeIsTakenForTheOldestThereIsAndStopsNobody() {
    assertThat(timeOf(-1)).isZero();
  }
}
