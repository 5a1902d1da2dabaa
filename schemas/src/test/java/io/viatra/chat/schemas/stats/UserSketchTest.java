package io.viatra.chat.schemas.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many people, and nothing about them.
class UserSketchTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1_000, 5_000, 20_000, 200_000})
  void theCountIsWithinFourStandardDeviations(int people) {
    assertThat((double) of(0, people).estimate()).isCloseTo(people, Percentage.withPercentage(9.2));
  }

  @Test
  void aHandfulIsExact() {
    assertThat(new UserSketch().estimate()).isZero();
    assertThat(of(0, 7).estimate()).isEqualTo(7);
  }

  @Test
  void neitherOrderNorRepetitionNorSplittingChangesIt() {
    long seed = System.nanoTime();
    System.out.println("UserSketchTest seed " + seed);
    var random = new Random(seed);
    var people = new ArrayList<Integer>();
    for (int i = 0; i < 3_000; i++) {
      people.add(random.nextInt(1_000));
    }
    var whole = new UserSketch();
    people.forEach(each -> whole.add("user-" + each));
    Collections.shuffle(people, random);
    var first = new UserSketch();
    var second = new UserSketch();
    people.forEach(each -> (random.nextBoolean() ? first : second).add("user-" + each));
    first.unite(second.text());

    assertThat(first.text()).isEqualTo(whole.text());
    assertThat(UserSketch.of(whole.text()).estimate()).isEqualTo(whole.estimate());
  }

  @Test
  void aTextThatIsNoneIsRefused() {
    assertThat(UserSketch.isSketch("0".repeat(2_047))).isFalse();
    assertThat(UserSketch.isSketch("0".repeat(2_047) + "A")).isFalse();
    assertThat(catchThrowable(() -> UserSketch.of(""))).hasMessage("no sketch");
  }

  private static UserSketch of(int from, int to) {
    var sketch = new UserSketch();
    for (int i = from; i < to; i++) {
      sketch.add("user-" + i);
    }
    return sketch;
  }
}
