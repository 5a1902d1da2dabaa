package io.viatra.chat.ingest.read;

import static java.util.Comparator.comparing;

import io.viatra.chat.ingest.read.Roster.Seat;
import io.viatra.chat.ingest.wire.Ticks;
import java.util.ArrayList;
import java.util.List;

/// Ticks of many messages of one conversation. Sorts the seats once, since every message names
/// those it reached in order.
final class Ticker {
  private final List<Seat> seats;
  private final boolean listed;

  /// @param roster a whole one
  Ticker(Roster roster) {
    seats = roster.seats().stream().sorted(comparing(Seat::userId)).toList();
    listed = seats.size() <= Ticks.LISTED_MAX;
  }

  Ticks of(long seq, String senderId) {
    var delivered = new ArrayList<String>();
    var read = new ArrayList<String>();
    for (var seat : seats) {
      if (seat.covers(seq) && !seat.userId().equals(senderId)) {
        // The watermarks come from two topics; read implies delivered also in between.
        if (seat.readSeq() >= seq) {
          read.add(seat.userId());
          delivered.add(seat.userId());
        } else if (seat.deliveredSeq() >= seq) {
          delivered.add(seat.userId());
        }
      }
    }
    return listed ? Ticks.listed(delivered, read) : Ticks.counted(delivered.size(), read.size());
  }
}
