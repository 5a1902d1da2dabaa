package io.viatra.chat.streams.stats;

import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whose turn a conversation is in.
///
/// @param lastSeq of the messages that were folded; what is not above it is a repetition
/// @param author of the turn
/// @param began the turn's first message
/// @param counted whether the hour of that message has the turn among its own; a late one has not
/// @param hours in which the conversation has been counted, without those for which a message would
///   be late: 25 at the most
record TurnRow(long lastSeq, String author, Instant began, boolean counted, List<Long> hours) {
  private static final int VERSION = 1;

  TurnRow {
    hours = List.copyOf(hours);
  }

  static TurnRow of(byte[] row) {
    var in = new RowReader(row, VERSION);
    long lastSeq = in.number();
    var author = in.text();
    var began = in.instant();
    boolean counted = in.code() == 1;
    var hours = new ArrayList<Long>();
    for (long left = in.number(); left > 0; left--) {
      hours.add(in.number());
    }
    return new TurnRow(lastSeq, author, began, counted, hours);
  }

  byte[] bytes() {
    var out =
        new RowWriter(VERSION)
            .number(lastSeq)
            .text(author)
            .instant(began)
            .code(counted ? 1 : 0)
            .number(hours.size());
    hours.forEach(out::number);
    return out.bytes();
  }
}
