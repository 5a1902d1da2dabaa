package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final TopicPartition A = new TopicPartition("a", 0);
  private static final TopicPartition B = new TopicPartition("b", 1);

  /// Offsets with gaps, as transaction markers and compaction leave them.
  private final Slice slice =
      new Slice(
          List.of(entry(A, 3, 10), entry(A, 7, 11), entry(A, 8, 9), entry(B, 5, 2)),
          Map.of(A, 10L, B, 6L));

  private static Entry entry(TopicPartition partition, long offset, long command) {
    return new Entry(
        partition,
        Records.at(partition.topic(), partition.partition(), offset),
        command,
        new Change.Nothing());
  }

  @Test
  void aPartitionCutInTwoLeadsToTheFirstRecordOfTheRest() {
    assertThat(slice.head().next()).isEqualTo(Map.of(A, 8L));
    assertThat(slice.tail().next()).isEqualTo(Map.of(A, 10L, B, 6L));
    assertThat(slice.tail().head().next()).isEqualTo(Map.of(A, 10L));
    assertThat(slice.tail().tail().next()).isEqualTo(Map.of(B, 6L));
  }

  @Test
  void whatIsBelowThePositionsIsLeftOut() {
    Slice rest = slice.from(Map.of(A, 9L, B, 5L));

    assertThat(rest.entries()).extracting(Entry::offset).containsExactly(5L);
    assertThat(rest.next()).isEqualTo(Map.of(B, 6L));
    assertThat(slice.from(Map.of(A, 10L, B, 6L)).isEmpty()).isTrue();
  }

  @Test
  void theHighestCommandOfAPartitionCounts() {
    assertThat(slice.command(A)).isEqualTo(11);
    assertThat(slice.command(B)).isEqualTo(2);
  }
}
