package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.wire.Participant;
import io.viatra.chat.schemas.conversation.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is and was in one conversation, with their watermarks.
///
/// @param seats live members first; at most [#SEATS_MAX]
/// @param whole false where there are more, and then it can name participants but tick nothing
record Roster(List<Seat> seats, boolean whole) {

  /// Enough for every group together with those who left it.
  static final int SEATS_MAX = 512;

  /// Seats by each index of one that is cut: a conversation shows no more participants.
  static final int SEATS_CUT = 250;

  /// Of a conversation without anybody.
  static final Roster EMPTY = new Roster(List.of(), true);

  /// One member's place.
  ///
  /// @param leftSeq null for a member now, else the last `seq` when this member left
  record Seat(
      String userId,
      Role role,
      long joinedSeq,
      @Nullable Long leftSeq,
      long deliveredSeq,
      long readSeq) {

    /// Whether the membership covers a message.
    boolean covers(long seq) {
      return joinedSeq < seq && (leftSeq == null || leftSeq >= seq);
    }

    Participant participant() {
      // The watermarks come from two topics; read implies delivered also in between.
      return new Participant(userId, role, joinedSeq, Math.max(deliveredSeq, readSeq), readSeq);
    }
  }

  Roster {
    seats = List.copyOf(seats);
  }

  /// The members of now.
  List<Participant> participants(int max) {
    return seats.stream()
        .filter(seat -> seat.leftSeq() == null)
        .limit(max)
        .map(Seat::participant)
        .toList();
  }

  /// The sum of all watermarks. They only rise, so two rosters of the same members with the same
  /// sum are the same.
  long reach() {
    return seats.stream().mapToLong(seat -> seat.deliveredSeq() + seat.readSeq()).sum();
  }
}
