package io.viatra.chat.edge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each event in its turn, by whichever way it comes.
class CrowdsTest extends CrowdScene {
  @Test
  void whatTheMailboxHasYetToBringComesFirst() {
    var ana = member("ana", 4);
    happened(6);
    happened(7);
    assertThat(vers(ana)).isEmpty();
    mailed("ana", message(5));
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L);
    later();
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void whatTheCrowdHasYetToBringComesFirst() {
    var ana = member("ana", 4);
    happened(5);
    mailed("ana", message(8));
    mailed("ana", message(9));
    assertThat(vers(ana)).containsExactly(5L);
    happened(6);
    happened(7);
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L, 8L, 9L);
    later();
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void whoeverEndsACrowdThatNobodySpokeInHereYetSaysThatThereIsMoreToCome() {
    var ana = member("ana", 4);
    mailed("ana", new ConversationDelivery(conversation(6), List.of("ana"), CrowdPhase.ENDED));
    mailed("ana", message(7));
    assertThat(vers(ana)).isEmpty();
    happened(5);
    assertThat(vers(ana)).containsExactly(5L, 6L, 7L);
    assertThat(resyncs(ana)).isZero();
  }

  @Test
  void aHoleIsAnnouncedAfterThirtySecondsAndTheRestGoesOut() {
    var ana = member("ana", 4);
    happened(6);
    mailed("ana", message(9));
    now += Waiters.PATIENCE_NANOS - 1;
    crowds.tick();
    assertThat(vers(ana)).isEmpty();
    later();
    assertThat(vers(ana)).startsWith(6L);
    later();
    assertThat(vers(ana)).containsExactly(6L, 9L);
    assertThat(resyncs(ana)).isEqualTo(2);
    happened(10);
    assertThat(vers(ana)).containsExactly(6L, 9L, 10L);
  }

  @Test
  void whoIsAlwaysALittleBehindHasNoHole() {
    var ana = member("ana", 4);
    for (long ver = 5; ver < 205; ver += 2) {
      happened(ver + 1);
      happened(ver + 3);
      now += Waiters.PATIENCE_NANOS / 2;
      crowds.tick();
      mailed("ana", message(ver));
      mailed("ana", message(ver + 4));
    }
    assertThat(resyncs(ana)).isZero();
    assertThat(vers(ana))
        .containsExactlyElementsOf(LongStream.rangeClosed(5, 207).boxed().toList());
  }

  @Test
  void whoWaitHoldNoMoreThanSoMuchTogether() {
    var ana = member("ana", 4);
    mailed("ana", new ConversationDelivery(conversation(6), List.of("ana"), CrowdPhase.ENDED));
    long last = 6 + EARLY_MAX;
    for (long ver = 7; ver < last; ver++) {
      mailed("ana", message(ver));
    }
    assertThat(heard(ana)).isEmpty();
    mailed("ana", message(last));
    assertThat(resyncs(ana)).isEqualTo(1);
    assertThat(vers(ana))
        .containsExactlyElementsOf(LongStream.rangeClosed(6, last).boxed().toList());
  }

  @Test
  void noMoreThanSoManyWait() {
    var first = member("first", 4);
    happened(6);
    for (int i = 1; i < WAITING_MAX; i++) {
      var session = member("user" + i, 4);
      assertThat(heard(session)).isEmpty();
    }
    assertThat(heard(first)).isEmpty();
    var last = member("last", 4);
    assertThat(resyncs(first)).isEqualTo(1);
    assertThat(vers(first)).containsExactly(6L);
    assertThat(heard(last)).isEmpty();
  }

  @Test
  @Timeout(60)
  void whatHappenedInAMembershipThatIsOverHoldsNobodyUp() {
    var ana = member("ana", 4);
    happened(5);
    mailed("ana", new RemovalDelivery(CROWD, 8, AT, List.of("ana")));
    assertThat(ana.user().standings().learned(CROWD, 9, 8, 0)).isNotNull();
    happened(6);
    happened(7);
    later();
    assertThat(vers(ana)).containsExactly(5L);
    happened(10);
    assertThat(vers(ana)).containsExactly(5L, 10L);
  }

  @Test
  void aHoleOfWhichNothingIsKeptIsAnnouncedOnce() {
    happened(6);
    for (int i = 0; i <= Crowds.KEPT_MAX; i++) {
      crowds.happened(new CrowdRecord(message(new UUID(7, 7), i + 1), null, null), 100);
    }
    var ana = member("ana", 4);
    barrier.reached(snapshot(ana, 4));
    later();
    assertThat(resyncs(ana)).isEqualTo(1);
    later();
    assertThat(resyncs(ana)).isEqualTo(1);
    happened(7);
    assertThat(vers(ana)).containsExactly(7L);
  }

  @Test
  void whatHappenedBeforeTheRouterKnewOfItFollowsTheSnapshot() {
    happened(5);
    happened(6);
    happened(7);
    var ana = sessions.open("ana");
    barrier.reached(snapshot(ana, 5));
    assertThat(FakeSessions.socket(ana).emitted().getFirst().event()).isEqualTo("session_ready");
    assertThat(vers(ana)).containsExactly(6L, 7L);
  }

  @Test
  void everyInterleavingOfBothWaysComesOutInOrder() {
    for (long seed = 0; seed < 2_000; seed++) {
      interleave(seed);
    }
  }

  /// Ten stretches that are in turn a crowd's and not; each way keeps its own order.
  private void interleave(long seed) {
    var dice = new SplittableRandom(seed);
    var story = new CrowdScene();
    var ana = story.member("ana", 1);
    var ways = List.of(new ArrayDeque<Long>(), new ArrayDeque<Long>());
    long ver = 1;
    for (int stretch = 0; stretch < 10; stretch++) {
      for (int i = dice.nextInt(4); i >= 0; i--) {
        ways.get(stretch % 2).add(++ver);
      }
    }
    // The conversation is met as a crowd at the latest with its first record.
    story.happened(ways.get(1).remove());
    while (!ways.get(0).isEmpty() || !ways.get(1).isEmpty()) {
      int way = ways.get(0).isEmpty() ? 1 : ways.get(1).isEmpty() ? 0 : dice.nextInt(2);
      long next = ways.get(way).remove();
      if (way == 0) {
        story.mailed("ana", story.message(next));
      } else {
        story.happened(next);
      }
    }
    assertThat(vers(ana))
        .as("seed %d", seed)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, ver).boxed().toList());
    assertThat(resyncs(ana)).as("seed %d", seed).isZero();
  }
}
