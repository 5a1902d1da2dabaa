package io.viatra.chat.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.readmodel.cache.CacheKeys;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SpanTest {
  @RepeatedTest(20)
  void aSpanIsThePageOfAHistoryWithoutHoles() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      long lastSeq = random.nextLong(300);
      long floor = random.nextBoolean() ? 0 : random.nextLong(lastSeq + 1);
      int limit = 1 + random.nextInt(100);
      var window = window(random, floor, lastSeq);
      var span = Span.of(window, floor, lastSeq, limit);

      assertThat(LongStream.rangeClosed(0, lastSeq + 1).filter(span::holds).boxed().toList())
          .as("seed %d: %s above %d up to %d, %d", seed, window, floor, lastSeq, limit)
          .isEqualTo(page(window, floor, lastSeq, limit));
      assertThat(span.size()).isEqualTo(page(window, floor, lastSeq, limit).size());
    }
  }

  @RepeatedTest(20)
  void itsBlocksHoldItAndNoBlockIsThereForNothing() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    long above = random.nextLong(1_000);
    var span = new Span(above, above + random.nextInt(101));
    var blocks = span.blocks();

    assertThat(LongStream.rangeClosed(0, 1_200).filter(span::holds).map(CacheKeys::block).boxed())
        .as("seed %d: %s", seed, span)
        .allMatch(blocks::contains);
    assertThat(blocks)
        .as("seed %d: %s", seed, span)
        .allMatch(block ->
            LongStream.rangeClosed(block * CacheKeys.BLOCK + 1, (block + 1) * CacheKeys.BLOCK)
                .anyMatch(span::holds))
        .hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void beyondTheEndsThereIsNothing() {
    assertThat(Span.of(new Window.Before(1), 0, 10, 50).size()).isZero();
    assertThat(Span.of(new Window.After(10), 0, 10, 50).size()).isZero();
    assertThat(Span.of(new Window.Newest(), 0, 0, 50).blocks()).isEmpty();
    assertThat(Span.of(new Window.Before(Long.MAX_VALUE), 0, 10, 3)).isEqualTo(new Span(7, 10));
  }

  private static Window window(Random random, long floor, long lastSeq) {
    return switch (random.nextInt(4)) {
      case 0 -> new Window.Newest();
      case 1 -> new Window.Before(random.nextLong(lastSeq + 2));
      case 2 -> new Window.After(random.nextLong(lastSeq + 2));
      // A message that can be found is above the floor; that of an empty history is nowhere.
      default ->
          new Window.Around(floor == lastSeq ? lastSeq : random.nextLong(floor, lastSeq) + 1);
    };
  }

  /// What SQL would answer: the nearest rows, in the order of `seq`.
  private static List<Long> page(Window window, long floor, long lastSeq, int limit) {
    var visible = LongStream.rangeClosed(floor + 1, lastSeq).boxed().toList();
    return switch (window) {
      case Window.Newest() -> newest(visible, limit);
      case Window.Before(var seq) -> newest(visible.stream().filter(s -> s < seq).toList(), limit);
      case Window.After(var seq) -> visible.stream().filter(s -> s > seq).limit(limit).toList();
      case Window.Around(var seq) -> {
        var top = Math.max(Math.min(seq + limit / 2, lastSeq), floor + limit);
        yield newest(visible.stream().filter(s -> s <= top).toList(), limit);
      }
    };
  }

  private static List<Long> newest(List<Long> seqs, int limit) {
    return seqs.subList(Math.max(0, seqs.size() - limit), seqs.size());
  }
}
