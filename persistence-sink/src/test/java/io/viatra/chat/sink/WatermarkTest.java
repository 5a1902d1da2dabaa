package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final List<Watermark> SOME =
      List.of(
          Watermark.NONE,
          new Watermark(1, Instant.ofEpochSecond(5)),
          new Watermark(1, Instant.ofEpochSecond(4)),
          new Watermark(1, null),
          new Watermark(2, Instant.ofEpochSecond(3)));

  @Test
  void theOrderOfReadingMakesNoDifference() {
    for (Watermark one : SOME) {
      for (Watermark two : SOME) {
        assertThat(one.max(two)).isEqualTo(two.max(one));
        for (Watermark three : SOME) {
          assertThat(one.max(two).max(three)).isEqualTo(one.max(two.max(three)));
        }
      }
    }
  }

  @Test
  void itNeverFalls() {
    assertThat(new Watermark(2, null).max(new Watermark(1, Instant.EPOCH)).seq()).isEqualTo(2);
  }

  @Test
  void theSameAgainChangesNothing() {
    SOME.forEach(one -> assertThat(one.max(one)).isEqualTo(one));
  }
}
