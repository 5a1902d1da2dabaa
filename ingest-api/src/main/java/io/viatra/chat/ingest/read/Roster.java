package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.wire.Participant;
import io.viatra.chat.ingest.wire.Ticks;
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

  /// Ticks of one message; only of a whole roster.
  Ticks ticks(long seq, String senderId) {
    var others =
        seats.stream().filter(seat -> !seat.userId().equals(senderId) && seat.covers(seq)).toList();
    var read = names(others.stream().filter(seat -> seat.readSeq() >= seq).toList());
    var delivered =
        names(
            others.stream()
                .filter(seat -> Math.max(seat.deliveredSeq(), seat.readSeq()) >= seq)
                .toList());
    return seats.size() <= Ticks.LISTED_MAX
        ? Ticks.listed(delivered, read)
        : Ticks.counted(delivered.size(), read.size());
  }

  private static List<String> names(List<Seat> seats) {
    return seats.stream().map(Seat::userId).sorted().toList();
  }
}
