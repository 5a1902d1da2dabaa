package io.viatra.chat.edge.resume;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.resume.Missed.Answer;
import io.viatra.chat.edge.resume.Missed.Change;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.ids.Ids;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One resume of one socket. For one thread.
final class Resume {
  /// Conversations that are asked for; whoever missed something in more of them reloads the rest.
  static final int QUESTIONS_MAX = 200;

  /// What the socket may have unsent before the next message: well below what drops it.
  static final int UNSENT_MAX = 256 * 1024;

  private final Session session;
  private final Socket socket;
  private final Missed missed;
  private final MessageIndex index;
  private final Meters meters;
  private final Pace pace;
  private final long end;
  private final Map<UUID, Long> filled = new HashMap<>();
  private int questions;

  /// How long things take.
  ///
  /// @param max a client waits for the ack no longer than that
  /// @param askAgain while the read model is behind
  /// @param lookAgain while the socket takes nothing
  record Pace(Duration max, Duration askAgain, Duration lookAgain) {
    static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(10));
  }

  record Meters(Counter filled, Counter resyncs) {}

  /// What is to be done for a conversation.
  private enum Outcome {
    /// The client holds everything up to the end that was found.
    FILLED,
    /// It is none of the user's.
    PASSED_OVER,
    /// The client has to load it.
    RESYNC
  }

  Resume(Session session, Missed missed, MessageIndex index, Meters meters, Pace pace) {
    this.session = session;
    this.socket = session.socket();
    this.missed = missed;
    this.index = index;
    this.meters = meters;
    this.pace = pace;
    this.end = System.nanoTime() + pace.max.toNanos();
  }

  /// Sends what was missed, or that it cannot be sent.
  ///
  /// @return up to which version the client holds everything now, where that is known
  Map<UUID, Long> fill(Map<UUID, Long> held) throws InterruptedException {
    // Before the snapshot nobody knows where live begins.
    while (!session.awaitReady(pace.askAgain)) {
      if (left().isNegative() || !socket.isOpen()) {
        held.keySet().forEach(this::resync);
        return filled;
      }
    }
    for (var each : held.entrySet()) {
      if (!socket.isOpen()) {
        return filled;
      }
      if (fill(each.getKey(), each.getValue()) == Outcome.RESYNC) {
        resync(each.getKey());
      }
    }
    return filled;
  }

  private Outcome fill(UUID conversationId, long since) throws InterruptedException {
    // In this order: a first live event in between then shows in the second.
    Standing standing = session.user().standings().of(conversationId);
    Long liveSince = session.liveStarts().of(conversationId);
    if (standing == null || standing.ver() == 0) {
      return ask(conversationId, since, null);
    }
    // Who has nothing of what came live was away; who has some of it has seen a hole.
    long upTo = liveSince != null && since <= liveSince ? liveSince : standing.ver();
    if (since > upTo) {
      return Outcome.RESYNC;
    }
    if (since == upTo) {
      filled.put(conversationId, upTo);
      return Outcome.FILLED;
    }
    return ask(conversationId, since, upTo);
  }

  /// Asks until the read model is far enough.
  private Outcome ask(UUID conversationId, long since, @Nullable Long upTo)
      throws InterruptedException {
    if (++questions > QUESTIONS_MAX) {
      return Outcome.RESYNC;
    }
    while (!left().isNegative() && socket.isOpen()) {
      switch (missed.since(session, conversationId, since, upTo)) {
        case Answer.Changes(long ver, List<Change> changes)
            when ver >= (upTo == null ? since : upTo) -> {
          return send(conversationId, changes, upTo == null ? ver : upTo, upTo != null);
        }
        case Answer.TooMuch() -> {
          return Outcome.RESYNC;
        }
        case Answer.Absent() -> {
          return Outcome.PASSED_OVER;
        }
        case Answer.Changes _, Answer.Unreachable() -> Thread.sleep(pace.askAgain);
      }
    }
    return Outcome.RESYNC;
  }

  /// What lies above the end comes live, whole. A slow socket may be waited for, and its user
  /// removed meanwhile.
  ///
  /// @param known whether the node knew of the conversation, and so hears of a removal
  private Outcome send(UUID conversationId, List<Change> changes, long upTo, boolean known)
      throws InterruptedException {
    var inOrder =
        changes.stream()
            .filter(change -> change.ver() <= upTo)
            .sorted(Comparator.comparingLong(Change::ver))
            .toList();
    for (Change change : inOrder) {
      while (socket.pendingBytes() > UNSENT_MAX && !left().isNegative()) {
        Thread.sleep(pace.lookAgain);
      }
      if (known && session.user().standings().of(conversationId) == null) {
        return Outcome.PASSED_OVER;
      }
      if (left().isNegative() || !socket.emit(change.event(), change.payload())) {
        return Outcome.RESYNC;
      }
      meters.filled.increment();
      remember(conversationId, change);
    }
    filled.put(conversationId, upTo);
    return Outcome.FILLED;
  }

  /// Receipts for it will name its id.
  private void remember(UUID conversationId, Change change) {
    UUID messageId = Ids.parse(change.payload().path("id").asText());
    long seq = change.payload().path("seq").asLong();
    if (messageId != null && seq > 0) {
      index.remember(messageId, conversationId, seq);
    }
  }

  private void resync(UUID conversationId) {
    meters.resyncs.increment();
    socket.emit("resync_required", EventJson.conversation(conversationId));
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
