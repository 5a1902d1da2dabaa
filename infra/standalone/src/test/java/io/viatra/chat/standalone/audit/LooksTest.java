package io.viatra.chat.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final UUID ID = new UUID(1, 1);
  private static final TopicPartition EVENTS = new TopicPartition("events", 2);

  private final List<String> judged = new ArrayList<>();
  private long now;
  private final Looks looks =
      new Looks(
          Duration.ofSeconds(10),
          () -> now,
          (verdict, each) -> judged.add(verdict + " " + each.place() + " " + each.found()));

  private static Difference difference(Place place, long found) {
    return new Difference(place, 2, "ver", ID, null, "9", Long.toString(found));
  }

  private static Standpoint at(long told, long deliveries) {
    return new Standpoint(Map.of(EVENTS, told), Map.of(2, deliveries));
  }

  private void look(Standpoint reached, Standpoint read, Difference... differences) {
    looks.begin(reached, read);
    looks.see(ID, List.of(differences));
    looks.end();
    now += Duration.ofSeconds(1).toNanos();
  }

  @Test
  void whatIsEqualAtASecondLookIsNoDifference() {
    look(at(5, 5), at(9, 9), difference(Place.POSTGRES, 5));
    assertThat(looks.suspects()).containsExactly(ID);
    look(at(9, 9), at(9, 9));
    assertThat(looks.suspects()).isEmpty();
    assertThat(judged).isEmpty();
  }

  @Test
  void aPlaceThatWasEqualOnceIsClearedThoughOthersMoveOn() {
    look(at(5, 5), at(9, 9), difference(Place.POSTGRES, 5), difference(Place.ROUTER, 5));
    look(at(9, 9), at(10, 10), difference(Place.ROUTER, 6));
    assertThat(looks.suspects()).containsExactly(ID);
    look(at(10, 10), at(11, 11), difference(Place.POSTGRES, 7));
    assertThat(looks.suspects()).isEmpty();
    assertThat(judged).isEmpty();
  }

  @Test
  void whatStandsStillThreeTimesIsDifferent() {
    for (int i = 0; i < Looks.STILL; i++) {
      assertThat(judged).isEmpty();
      look(at(9, 9), at(9, 9), difference(Place.SEQUENCER, 5));
    }
    assertThat(judged).containsExactly("DIFFERENT SEQUENCER 5");
    assertThat(looks.suspects()).isEmpty();
  }

  @Test
  void whatMovesIsLookedAtUntilTheWaitingIsOver() {
    for (int i = 0; i <= 11; i++) {
      assertThat(judged).isEmpty();
      look(at(9 + i, 9), at(9 + i, 9), difference(Place.POSTGRES, i));
    }
    assertThat(judged).containsExactly("UNSETTLED POSTGRES 11");
  }

  @Test
  void whoIsBehindIsWaitedForAndThenSaidToBe() {
    for (int i = 0; i <= 11; i++) {
      assertThat(judged).isEmpty();
      look(
          at(8, 8),
          at(9, 9),
          difference(Place.POSTGRES, 5),
          difference(Place.ROUTER, 6),
          difference(Place.UNREAD, 7),
          difference(Place.SEQUENCER, 8));
    }
    assertThat(judged)
        .containsExactly(
            "BEHIND POSTGRES 5", "BEHIND ROUTER 6", "BEHIND UNREAD 7", "DIFFERENT SEQUENCER 8");
  }

  @Test
  void aLogThatGrowsElsewhereMakesNobodyBehind() {
    for (int i = 0; i < Looks.STILL; i++) {
      look(at(9 + i, 9 + i), at(10 + i, 10 + i), difference(Place.POSTGRES, 5));
    }
    assertThat(judged).containsExactly("DIFFERENT POSTGRES 5");
  }

  @Test
  void anotherPartitionsDelayIsNoExcuse() {
    var reached = new Standpoint(Map.of(EVENTS, 9L, new TopicPartition("events", 3), 1L), Map.of());
    var read =
        new Standpoint(Map.of(EVENTS, 9L, new TopicPartition("events", 3), 7L), Map.of(4, 5L));
    for (int i = 0; i < Looks.STILL; i++) {
      look(reached, read, difference(Place.POSTGRES, 5), difference(Place.ROUTER, 6));
    }
    assertThat(judged).containsExactly("DIFFERENT POSTGRES 5", "DIFFERENT ROUTER 6");
  }
}
