package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SeqSetTest {
  @Test
  void itIsTheSetOfNumbersThatItStandsFor() {
    long seed = System.nanoTime();
    System.out.println("SeqSetTest seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 200; round++) {
      var model = new TreeSet<Long>();
      var other = new TreeSet<Long>();
      var set = SeqSet.EMPTY;
      var second = SeqSet.EMPTY;
      for (int i = 0; i < 40; i++) {
        long seq = random.nextLong(1, 60);
        set = set.with(seq);
        model.add(seq);
        long another = random.nextLong(1, 60);
        second = second.with(another);
        other.add(another);
        assertThat(SeqSet.ofBounds(set.bounds())).as("seed %s", seed).isEqualTo(set);
        assertThat(set.contains(seq)).isTrue();
        assertThat(set.contains(another)).isEqualTo(model.contains(another));
        long floor = random.nextLong(0, 60);
        long top = random.nextLong(floor, 62);
        var union = new TreeSet<>(model);
        union.addAll(other);
        assertThat(set.countWith(second, floor, top))
            .as("seed %s", seed)
            .isEqualTo(union.subSet(floor + 1, top + 1).size());
        if (random.nextInt(20) == 0) {
          set = set.above(floor);
          model.headSet(floor + 1).clear();
        }
      }
    }
  }

  @Test
  void aRunIsOneRange() {
    var set = SeqSet.EMPTY.with(3).with(5).with(4).with(1);
    assertThat(set.ranges()).isEqualTo(2);
    assertThat(set.bounds()).containsExactly(1, 1, 3, 5);
    assertThat(set.with(2).bounds()).containsExactly(1, 5);
    assertThat(set.withoutLowest(1).bounds()).containsExactly(3, 5);
  }

  @Test
  void boundsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> SeqSet.ofBounds(new long[] {1, 2, 3, 4}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SeqSet.ofBounds(new long[] {5, 2}))
        .isInstanceOf(IllegalStateException.class);
  }
}
