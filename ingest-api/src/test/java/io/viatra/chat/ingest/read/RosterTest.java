package io.viatra.chat.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.read.Roster.Seat;
import io.viatra.chat.schemas.conversation.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {
  @Test
  void ticksNameThoseWhoseWatermarkCoversTheMessage() {
    var ticks =
        ticker(seat("ana", 0, null, 9, 9), seat("ben", 0, null, 5, 4), seat("cleo", 0, null, 4, 0))
            .of(5, "ana");

    assertThat(ticks.deliveredTo()).containsExactly("ben");
    assertThat(ticks.readBy()).isEmpty();
    assertThat(ticks.deliveredCount()).isEqualTo(1);
  }

  @Test
  void theSenderNeverTicksTheOwnMessage() {
    assertThat(ticker(seat("ana", 0, null, 9, 9)).of(5, "ana").deliveredTo()).isEmpty();
  }

  @Test
  void readImpliesDelivered() {
    var ticks = ticker(seat("ben", 0, null, 0, 5)).of(5, "ana");

    assertThat(ticks.deliveredTo()).containsExactly("ben");
    assertThat(ticks.readBy()).containsExactly("ben");
  }

  @Test
  void onlyMembershipsThatCoverTheMessageCount() {
    var ticks =
        ticker(seat("late", 5, null, 9, 9), seat("gone", 0, 4L, 9, 9), seat("went", 0, 5L, 9, 9))
            .of(5, "ana");

    assertThat(ticks.readBy()).containsExactly("went");
  }

  @Test
  void above250MembersTheCountsSpeak() {
    var seats = IntStream.range(0, 251).mapToObj(i -> seat("u" + i, 0, null, 9, 9)).toList();
    var ticks = new Ticker(new Roster(seats, true)).of(5, "u0");

    assertThat(ticks.deliveredTo()).isEmpty();
    assertThat(ticks.deliveredCount()).isEqualTo(250);
    assertThat(ticks.readCount()).isEqualTo(250);
  }

  @Test
  void thoseWhoLeftAreNoParticipants() {
    var participants =
        roster(seat("ana", 0, null, 0, 3), seat("gone", 0, 4L, 0, 0)).participants(9);

    assertThat(participants).extracting("userId").containsExactly("ana");
    assertThat(participants.getFirst().deliveredSeq()).isEqualTo(3);
  }

  private static Ticker ticker(Seat... seats) {
    return new Ticker(roster(seats));
  }

  private static Roster roster(Seat... seats) {
    return new Roster(List.of(seats), true);
  }

  private static Seat seat(
      String userId, long joinedSeq, @Nullable Long leftSeq, long deliveredSeq, long readSeq) {
    return new Seat(userId, Role.MEMBER, joinedSeq, leftSeq, deliveredSeq, readSeq);
  }
}
