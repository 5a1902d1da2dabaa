package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.session.SessionClosed;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.session.SessionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sockets come and go. The task that handles a user's sessions also handles the user's deliveries,
/// so the snapshot is a barrier: what was routed before is in it, what comes after follows it in
/// the same mailbox.
///
/// The task's thread only.
final class SessionRules {
  /// Who has more than one snapshot holds gets those with something unread, then the latest active
  /// ones; the others a client finds by listing.
  static final int SNAPSHOT_MAX = SessionSnapshot.CONVERSATIONS_MAX;

  private static final Comparator<Listed> MOST_WANTED =
      Comparator.comparing((Listed listed) -> listed.state.unread() == 0)
          .thenComparing(Comparator.comparingLong(Listed::activeAt).reversed());

  private final RouterState state;
  private final Nodes nodes;
  private final UnreadTallies tallies;

  private record Listed(ConversationState state, long activeAt) {}

  SessionRules(RouterState state, Nodes nodes, UnreadTallies tallies) {
    this.state = state;
    this.nodes = nodes;
    this.tallies = tallies;
  }

  Decision decide(SessionRecord record, long now) {
    var decision = new Decision();
    switch (record) {
      case SessionOpened opened -> opened(opened, now, decision);
      case SessionClosed closed -> closed(closed, decision);
    }
    return decision;
  }

  /// A session of a life that is over gets no answer: nobody would read it. One that is pushed out
  /// hears of it: it would stay open and get nothing. A replay may push out one more, of a user who
  /// has that many.
  private void opened(SessionOpened opened, long now, Decision decision) {
    var session = Session.of(opened);
    nodes.met(session, now);
    if (nodes.isVoid(session, now)) {
      return;
    }
    var before = state.sessions(opened.userId());
    var user = opened.userId();
    var open = before.with(session).only(each -> !nodes.isVoid(each, now));
    var excess = open.excess(each -> nodes.isLive(each, now));
    put(user, before, open.only(each -> !excess.contains(each)), decision);
    decision.send(new Outgoing.ToMailbox(user, snapshot(opened, now)));
    for (var gone : excess) {
      var displaced = new SessionDisplaced(gone.slot(), user, gone.sid());
      decision.send(new Outgoing.ToMailbox(user, displaced));
    }
  }

  /// By `sid` alone, which is unique for ever: also a late closing from an earlier life is true.
  private void closed(SessionClosed closed, Decision decision) {
    var before = state.sessions(closed.userId());
    put(closed.userId(), before, before.without(closed.sid()), decision);
  }

  /// Drops all sessions that are void. It reads every session of the task, and is asked for only
  /// when a node's life has ended, and once in a while for those who fell silent.
  Decision sweep(long now) {
    var decision = new Decision();
    state.eachSessions((user, before) -> {
      var after = before.only(session -> !nodes.isVoid(session, now));
      put(user, before, after, decision);
    });
    return decision;
  }

  private void put(String user, Sessions before, Sessions after, Decision decision) {
    if (!after.equals(before)) {
      decision.put(new Put.OfSessions(user, after));
    }
    if (after.isEmpty()) {
      tallies.drop(user);
    }
  }

  private SessionSnapshot snapshot(SessionOpened opened, long now) {
    List<Listed> all = new ArrayList<>();
    for (var inbox : state.inboxes(opened.userId(), UnreadTallies.ROWS_MAX)) {
      var row = inbox.row();
      if (row.member()) {
        var head = state.head(inbox.conversationId());
        var standing =
            new ConversationState(
                inbox.conversationId(),
                head.ver(),
                head.lastSeq(),
                row.marks().read(),
                row.unread(head),
                row.joinedSeq(),
                row.ver());
        all.add(new Listed(standing, head.activeAt()));
      }
    }
    if (all.size() > SNAPSHOT_MAX) {
      all.sort(MOST_WANTED);
    }
    var conversations = all.stream().limit(SNAPSHOT_MAX).map(Listed::state).toList();
    long total = tallies.of(opened.userId(), now).total(now);
    return new SessionSnapshot(opened.slot(), opened.userId(), opened.sid(), conversations, total);
  }
}
