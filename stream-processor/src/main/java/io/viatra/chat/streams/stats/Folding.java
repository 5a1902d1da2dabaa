package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.event.MessageSent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a message does to the measures: a function of the rows and the message, without a clock.
///
/// One Streams thread.
final class Folding {
  private final StatsState state;

  Folding(StatsState state) {
    this.state = state;
  }

  /// What became of a message.
  enum Outcome {
    COUNTED,
    /// System messages, and what was counted before.
    PASSED_OVER,
    /// More than [Hours#GRACE] behind: in nothing but its hour's `late`.
    LATE,
    /// Behind all rows that there are.
    TOO_LATE
  }

  Outcome fold(MessageSent message) {
    var before = state.turn(message.conversationId());
    boolean again = before != null && message.seq() <= before.lastSeq();
    if (again || !message.messageType().countable()) {
      return Outcome.PASSED_OVER;
    }
    long hour = Hours.of(message.at());
    if (hour > state.newest()) {
      state.forgetBefore(hour - Hours.KEPT);
    }
    var outcome = outcome(hour);
    if (outcome == Outcome.COUNTED) {
      count(message, hour, before);
    } else if (outcome == Outcome.LATE) {
      var row = state.hour(hour);
      row.late();
      state.put(hour, row);
    }
    state.put(message.conversationId(), after(message, hour, before, outcome));
    return outcome;
  }

  private Outcome outcome(long hour) {
    long newest = state.newest();
    if (newest == Long.MIN_VALUE || hour >= newest - Hours.GRACE) {
      return Outcome.COUNTED;
    }
    return hour >= newest - Hours.KEPT ? Outcome.LATE : Outcome.TOO_LATE;
  }

  private void count(MessageSent message, long hour, @Nullable TurnRow before) {
    var row = state.hour(hour);
    row.message(message.senderId(), before == null || !before.hours().contains(hour));
    boolean begins = before == null || !before.author().equals(message.senderId());
    if (begins) {
      row.turn();
    }
    if (begins && before != null) {
      row.response(Duration.between(before.began(), message.at()));
    }
    state.put(hour, row);
    if (begins && before != null && before.counted()) {
      answer(Hours.of(before.began()));
    }
  }

  /// The turn may have begun in the same hour, whose row has just been put.
  private void answer(long hour) {
    if (hour >= state.newest() - Hours.KEPT) {
      var row = state.hour(hour);
      row.answer();
      state.put(hour, row);
    }
  }

  private TurnRow after(MessageSent message, long hour, @Nullable TurnRow before, Outcome outcome) {
    boolean counted = outcome == Outcome.COUNTED;
    List<Long> hours = before == null ? List.of() : before.hours();
    if (counted) {
      long oldest = state.newest() - Hours.GRACE;
      hours =
          Stream.concat(hours.stream(), Stream.of(hour))
              .distinct()
              .filter(each -> each >= oldest)
              .toList();
    }
    return before != null && before.author().equals(message.senderId())
        ? new TurnRow(message.seq(), before.author(), before.began(), before.counted(), hours)
        : new TurnRow(message.seq(), message.senderId(), since1970(message.at()), counted, hours);
  }

  private static Instant since1970(Instant at) {
    return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
  }
}
