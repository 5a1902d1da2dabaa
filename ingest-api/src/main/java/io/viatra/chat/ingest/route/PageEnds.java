package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.Window;
import io.viatra.chat.ingest.wire.Message;
import java.util.List;
import java.util.Objects;

/// A page of history and what lies beyond it. `seq` is dense, so that whether there is more follows
/// from the numbers alone.
///
/// @param messages newest first
/// @param oldest what is older lies below this `seq`
/// @param newest what is newer lies above this `seq`
record PageEnds(
    List<Message> messages, long oldest, long newest, boolean hasOlder, boolean hasNewer) {

  static PageEnds of(Membership me, Window window, List<Message> messages) {
    if (messages.isEmpty()) {
      return empty(me, window);
    }
    long oldest = seq(messages.getLast());
    long newest = seq(messages.getFirst());
    return between(me, messages, oldest, newest);
  }

  /// Nothing on this side of the bound; the way back goes from the bound itself.
  private static PageEnds empty(Membership me, Window window) {
    return switch (window) {
      case Window.Newest() -> new PageEnds(List.of(), 0, 0, false, false);
      case Window.Before(var seq) -> between(me, List.of(), me.floor() + 1, seq - 1);
      case Window.After(var seq) -> between(me, List.of(), seq + 1, me.lastSeq());
      case Window.Around(var seq) -> between(me, List.of(), seq, seq);
    };
  }

  private static PageEnds between(Membership me, List<Message> messages, long oldest, long newest) {
    return new PageEnds(messages, oldest, newest, oldest > me.floor() + 1, newest < me.lastSeq());
  }

  private static long seq(Message message) {
    return Objects.requireNonNull(message.seq(), "a stored message has its seq");
  }
}
