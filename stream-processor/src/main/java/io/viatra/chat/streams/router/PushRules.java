package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Who is to be woken, and when.
///
/// Noted with the message, decided when due: then everything is looked at again (read, delivered,
/// deleted, muted, left, pushed before). Due times are this router's wall clock, not the record's
/// time: after a standstill the sockets get their messages only now, and need their ten seconds
/// from now on. What is older than [RouterTimers#late] waits the longer time even for people
/// without a socket, so a backlog neither floods nor loses: it ends as one push per conversation,
/// for what its own receipts have not settled by then.
///
/// The task's thread only.
final class PushRules {
  /// Recipients that one tick looks at, some 100 ms of work; what is left stays due.
  static final int RECIPIENTS_PER_TICK = 20_000;

  /// Entries a task keeps, in memory: ten times what ten seconds of the full load of a small
  /// machine make. Beyond it see [#relieve].
  static final int PENDING_MAX = 50_000;

  private final RouterState state;
  private final Audience audience;
  private final UnreadTallies tallies;
  private final RouterTimers timers;

  PushRules(RouterState state, Audience audience, UnreadTallies tallies, RouterTimers timers) {
    this.state = state;
    this.audience = audience;
    this.tallies = tallies;
    this.timers = timers;
  }

  /// Notes a new message's recipients: at most two puts.
  ///
  /// @param reached who has a live socket
  void note(
      MessageSent message,
      List<String> recipients,
      Set<String> reached,
      long recordedAt,
      long now,
      Decision decision) {
    List<String> offline = new ArrayList<>();
    List<String> live = new ArrayList<>();
    for (String user : recipients) {
      if (!user.equals(message.senderId())) {
        (reached.contains(user) ? live : offline).add(user);
      }
    }
    boolean late = now - recordedAt > timers.late().toMillis();
    long soon = now + (late ? timers.undeliveredPush() : timers.offlinePush()).toMillis();
    long later = now + timers.undeliveredPush().toMillis();
    note(message, Waiting.OFFLINE, soon, offline, decision);
    note(message, Waiting.UNDELIVERED, later, live, decision);
  }

  private static void note(
      MessageSent message, Waiting waiting, long dueAt, List<String> users, Decision decision) {
    if (!users.isEmpty()) {
      var key = new PendingKey(dueAt, message.conversationId(), message.seq(), waiting);
      decision.put(new Put.OfPending(key, new PendingPush(message.messageId(), users)));
    }
  }

  /// Takes what is due. A burst becomes one push: what is not yet due, of a conversation for which
  /// somebody is woken now, is covered by that push, and finds so when it is due itself.
  Decision due(long now) {
    var tick = new Tick(now, new Decision());
    state.pendingUntil(
        now + timers.offlinePush().toMillis(),
        (key, push) -> {
          if (key.dueAt() <= now) {
            tick.take(key, push, false);
          } else {
            tick.gather(key, push);
          }
          return tick.looked < RECIPIENTS_PER_TICK;
        });
    tick.request();
    return tick.decision;
  }

  /// How many entries there are beyond the bound.
  long excess() {
    return Math.max(0, state.pendingSize() - PENDING_MAX);
  }

  /// Makes room by deciding the earliest entries before their time: who has no socket is pushed to
  /// now, and a socket that still lives is trusted.
  Decision relieve(long excess, long now) {
    var tick = new Tick(now, new Decision());
    state.pendingUntil(
        Long.MAX_VALUE,
        (key, push) -> {
          tick.take(key, push, true);
          return tick.taken < excess;
        });
    tick.request();
    return tick.decision;
  }

  private record Recipient(String userId, UUID conversationId) {}

  private record Wanted(long seq, UUID messageId, PushReason reason) {}

  /// One look at the pending pushes; remembers what it has read.
  private final class Tick {
    private final long now;
    private final Decision decision;
    private final Map<Recipient, Wanted> wanted = new LinkedHashMap<>();
    private final Map<Recipient, InboxRow> rows = new HashMap<>();
    private final Map<UUID, Head> heads = new HashMap<>();
    private int looked;
    private long taken;

    Tick(long now, Decision decision) {
      this.now = now;
      this.decision = decision;
    }

    /// @param trusting whether a live socket is taken for proof that its user has the message
    void take(PendingKey key, PendingPush push, boolean trusting) {
      taken++;
      decision.put(new Put.NoPending(key));
      if (now - key.dueAt() > timers.pushExpiry().toMillis()) {
        return;
      }
      List<String> returned = new ArrayList<>();
      for (String user : push.recipients()) {
        looked++;
        boolean waits = trusting || key.waiting() == Waiting.OFFLINE;
        if (waits && audience.isLive(user, now)) {
          returned.add(user);
        } else {
          want(user, key, push);
        }
      }
      if (!returned.isEmpty() && !trusting) {
        var wait = timers.undeliveredPush().minus(timers.offlinePush());
        var again =
            new PendingKey(
                key.dueAt() + wait.toMillis(), key.conversationId(), key.seq(), Waiting.RETURNED);
        decision.put(new Put.OfPending(again, new PendingPush(push.messageId(), returned)));
      }
    }

    void gather(PendingKey key, PendingPush push) {
      looked++;
      if (key.waiting() != Waiting.OFFLINE) {
        return;
      }
      for (String user : push.recipients()) {
        if (wanted.containsKey(new Recipient(user, key.conversationId()))) {
          want(user, key, push);
        }
      }
    }

    private void want(String user, PendingKey key, PendingPush push) {
      var id = key.conversationId();
      var recipient = new Recipient(user, id);
      var row = rows.computeIfAbsent(recipient, _ -> state.inbox(user, id));
      var head = heads.computeIfAbsent(id, state::head);
      if (row.awaits(key.seq(), head, now)) {
        wanted.merge(
            recipient,
            new Wanted(key.seq(), push.messageId(), key.waiting().reason()),
            (before, more) -> more.seq > before.seq ? more : before);
      }
    }

    /// Turns what is wanted into requests, and remembers in each row that it was pushed to.
    void request() {
      Map<String, Long> badges = new HashMap<>();
      wanted.forEach((recipient, push) -> {
        String user = recipient.userId;
        var id = recipient.conversationId;
        long badge = badges.computeIfAbsent(user, _ -> tallies.total(user, now));
        var at = Instant.ofEpochMilli(now);
        decision.send(
            new Outgoing.ToPush(
                new PushRequest(
                    user,
                    id,
                    push.messageId,
                    push.seq,
                    badge,
                    push.reason,
                    null,
                    0,
                    null,
                    at,
                    at.plus(timers.pushExpiry()))));
        var row = rows.getOrDefault(recipient, InboxRow.NONE);
        decision.put(new Put.OfInbox(user, id, row.pushed(push.seq)));
      });
    }
  }
}
