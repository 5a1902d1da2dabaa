package io.viatra.chat.streams.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.stats.UserSketch;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the measures say, whatever order the records come in.
class FoldingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aTurnIsAnsweredOnceAndTheAnswerIsMeasuredFromItsBeginning() {
    var table =
        fold(
            new Story()
                .say(1, "ana", Duration.ZERO)
                .say(1, "ana", MINUTE)
                .say(1, "ben", MINUTE.multipliedBy(4))
                .say(1, "ben", MINUTE.multipliedBy(5))
                .messages());

    assertThat(table).hasSize(1);
    var hour = table.getFirst();
    assertThat(hour.messages()).isEqualTo(4);
    assertThat(hour.conversations()).isEqualTo(1);
    assertThat(hour.turns()).isEqualTo(2);
    assertThat(hour.answered()).isEqualTo(1);
    assertThat(hour.responses().count()).isEqualTo(1);
    assertThat(hour.responses().upTo5m()).isEqualTo(1);
    assertThat(hour.responses().totalMs()).isEqualTo(240_000);
    assertThat(UserSketch.of(hour.writers()).estimate()).isEqualTo(2);
  }

  @Test
  void anAnswerOfAnotherDayClosesTheTurnWhereItBegan() {
    var table =
        fold(new Story().say(1, "ana", Duration.ZERO).say(1, "ben", Duration.ofDays(9)).messages());

    assertThat(table.getFirst().answered()).isEqualTo(1);
    assertThat(table.getFirst().responses().count()).isZero();
    assertThat(table.getLast().responses().longer()).isEqualTo(1);
    assertThat(table.getLast().turns()).isEqualTo(1);
  }

  @Test
  void whatIsMoreThanADayLateIsCountedAsLateAndInNothingElse() {
    var table =
        fold(
            new Story()
                .say(1, "ana", Duration.ofDays(3))
                .say(2, "ben", Duration.ZERO)
                .say(2, "ana", Duration.ofDays(3))
                .messages());

    assertThat(table.getFirst().late()).isEqualTo(1);
    assertThat(table.getFirst().messages()).isZero();
    assertThat(table.getFirst().turns()).isZero();
    assertThat(table.getFirst().answered()).isZero();
    assertThat(table.getLast().messages()).isEqualTo(2);
    assertThat(table.getLast().responses().longer()).isEqualTo(1);
  }

  @Test
  void hoursAreKeptForFiveWeeksAndTheirRecordsStay() {
    var state = new MapStats();
    var folding = new Folding(state);
    var story =
        new Story()
            .say(1, "ana", Duration.ZERO)
            .say(1, "ana", Duration.ofDays(36))
            .say(1, "ben", Duration.ofDays(36))
            .say(2, "ben", Duration.ZERO);
    var outcomes = story.messages().stream().map(folding::fold).toList();

    assertThat(outcomes.getLast()).isEqualTo(Folding.Outcome.TOO_LATE);
    assertThat(state.table()).hasSize(1);
    assertThat(state.table().getFirst().responses().longer()).isEqualTo(1);
  }

  @Test
  void theTableIsThatOfAPlainCountInAnyOrderAndWithRepetitions() {
    long seed = System.nanoTime();
    System.out.println("FoldingTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      var story = Story.random(random).messages();
      var expected = PlainModel.of(story);

      assertThat(fold(story)).isEqualTo(expected);
      assertThat(fold(Story.reordered(story, 5, random))).isEqualTo(expected);
    }
  }

  private static List<HourlyStats> fold(List<MessageSent> messages) {
    var state = new MapStats();
    var folding = new Folding(state);
    messages.forEach(folding::fold);
    return state.table();
  }
}
