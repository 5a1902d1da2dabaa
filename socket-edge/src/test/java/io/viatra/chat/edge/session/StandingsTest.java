package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.session.Standings.Step;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private final UUID conversation = UUID.randomUUID();
  private final Standings standings = new Standings();

  @Test
  void whatWasDeliveredIsNotDeliveredAgain() {
    standings.snapshot(List.of(state(4)), false);
    assertThat(standings.delivered(conversation, 4, 3)).isEqualTo(Step.REPEATED);
    assertThat(standings.delivered(conversation, 5, 4)).isEqualTo(Step.NEXT);
    assertThat(standings.delivered(conversation, 5, 4)).isEqualTo(Step.REPEATED);
    assertThat(standings.of(conversation)).extracting("lastSeq").isEqualTo(4L);
  }

  @Test
  void aHoleIsSeenOnce() {
    standings.snapshot(List.of(state(4)), false);
    assertThat(standings.delivered(conversation, 7, 6)).isEqualTo(Step.AFTER_GAP);
    assertThat(standings.delivered(conversation, 8, 7)).isEqualTo(Step.NEXT);
  }

  @Test
  void aRemovalThatComesAgainAfterTheReturnIsARepetition() {
    standings.snapshot(List.of(state(4)), false);
    assertThat(standings.removed(conversation, 5)).isTrue();
    assertThat(standings.of(conversation)).isNull();
    assertThat(standings.delivered(conversation, 6, 4)).isEqualTo(Step.NEXT);
    assertThat(standings.removed(conversation, 5)).isFalse();
    assertThat(standings.of(conversation)).isNotNull();
  }

  @Test
  void aReadModelThatLagsBringsNobodyBackWhoWasPutOut() {
    standings.snapshot(List.of(state(4)), false);
    assertThat(standings.removed(conversation, 5)).isTrue();
    assertThat(standings.learned(conversation, 4, 3, 0)).isNull();
    assertThat(standings.of(conversation)).isNull();
    assertThat(standings.learned(conversation, 6, 3, 0)).isNotNull();
    assertThat(standings.of(conversation)).isNotNull();
  }

  @Test
  void whatTheReadModelKnowsIsNotTakenForDelivered() {
    standings.learned(conversation, 10, 9, 2);
    assertThat(standings.delivered(conversation, 3, 2)).isEqualTo(Step.NEXT);
    assertThat(standings.of(conversation)).isEqualTo(new Standing(3, 9, 2, 0, Standing.UNKNOWN));
  }

  @Test
  void aSecondSocketsSnapshotDoesNotHideWhatTheFirstHasYetToGet() {
    standings.snapshot(List.of(state(4)), false);
    assertThat(standings.snapshot(List.of(state(6)), true)).containsExactly(conversation);
    assertThat(standings.delivered(conversation, 5, 4)).isEqualTo(Step.NEXT);
  }

  @Test
  void whatAWholeSnapshotDoesNotListIsForgotten() {
    var learned = UUID.randomUUID();
    standings.snapshot(List.of(state(4)), false);
    standings.learned(learned, 4, 3, 0);
    assertThat(standings.snapshot(List.of(), true)).containsExactly(conversation, learned);
    assertThat(standings.of(conversation)).isNull();
    assertThat(standings.of(learned)).isNull();
  }

  @Test
  void whatAFullSnapshotHasNoRoomForIsKept() {
    standings.snapshot(List.of(state(4)), false);
    var others =
        IntStream.rangeClosed(1, SessionSnapshot.CONVERSATIONS_MAX)
            .mapToObj(i -> new ConversationState(new UUID(7, i), 1, 0, 0, 0, 0L, 1L))
            .toList();
    assertThat(standings.snapshot(others, true)).isEmpty();
    assertThat(standings.of(conversation)).isNotNull();
  }

  @Test
  void watermarksNeverFall() {
    standings.snapshot(List.of(state(4)), false);
    standings.read(conversation, 3);
    standings.read(conversation, 1);
    standings.learned(conversation, 2, 1, 1);
    assertThat(standings.of(conversation)).isEqualTo(new Standing(4, 3, 3, 0, 1));
  }

  @Test
  void theOneNotLookedAtForLongestGoesFirst() {
    standings.learned(conversation, 2, 1, 0);
    for (int i = 1; i < Standings.MAX; i++) {
      standings.learned(new UUID(7, i), 2, 1, 0);
    }
    assertThat(standings.of(conversation)).isNotNull();
    standings.learned(UUID.randomUUID(), 2, 1, 0);
    assertThat(standings.of(conversation)).isNotNull();
    assertThat(standings.of(new UUID(7, 1))).isNull();
  }

  private ConversationState state(long ver) {
    return new ConversationState(conversation, ver, ver - 1, 0, 0, 1L, 1L);
  }
}
