package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.session.NodeHeartbeat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which edge nodes live, as one task hears it.
///
/// Silence is measured by this machine's clock, from the moment at which the task noticed that a
/// node's heartbeat had changed: no clocks of two machines are compared, and a router that has just
/// started gives everybody the full time before it calls anybody silent.
///
/// Two degrees, because a false alarm must cost nothing: the sockets of a *silent* node count as
/// gone for pushes, while its mailbox is still written; when it is heard again nothing was lost. So
/// a broker that stood still for half a minute, when nobody could be heard, does no harm. Sessions
/// are *void*, and dropped, when a newer life of the node or another owner of its slot was seen,
/// when the node said goodbye, or after ten minutes of silence.
///
/// The task's thread only. Derived: lost in a crash, and heard again. Bound: one entry per key of
/// the nodes topic, of which a deployment has as many as slots.
final class Nodes {
  private final long silenceMs;
  private final long forgetMs;
  private final Map<String, Life> lives = new HashMap<>();
  private final Map<Integer, Long> slotEpochs = new HashMap<>();
  private boolean changed;

  /// @param beat what told this life; a heartbeat that equals it is not news
  private record Life(long epoch, Object beat, long heardAt, boolean left) {}

  Nodes(RouterTimers timers) {
    silenceMs = timers.silence().toMillis();
    forgetMs = timers.forget().toMillis();
  }

  /// The newest heartbeat in the topic; may be told again and again.
  void heard(NodeHeartbeat beat, long now) {
    var known = lives.get(beat.node());
    if (known != null && (known.beat.equals(beat) || beat.epoch() < known.epoch)) {
      return;
    }
    lives.put(beat.node(), new Life(beat.epoch(), beat, now, false));
    claim(beat.slot(), beat.epoch());
    changed |= known == null || known.epoch != beat.epoch();
  }

  /// The nodes that are still in the topic; the others took their leave.
  void present(Set<String> nodes) {
    for (var missing : new HashSet<>(lives.keySet())) {
      var life = lives.get(missing);
      // One that was met by a session only may be in the topic a moment later.
      if (life != null
          && !life.left
          && life.beat instanceof NodeHeartbeat
          && !nodes.contains(missing)) {
        lives.put(missing, new Life(life.epoch, life.beat, life.heardAt, true));
        changed = true;
      }
    }
  }

  /// A session names its node, perhaps before the node's first heartbeat has come round, or the
  /// first after a long silence: sessions are read at once, heartbeats with the next tick. So it is
  /// a sign of life too; otherwise a node that announces its sockets again would not be answered.
  void met(Session session, long now) {
    var known = lives.get(session.node());
    if (known == null || known.epoch < session.epoch()) {
      lives.put(session.node(), new Life(session.epoch(), session.sid(), now, false));
      claim(session.slot(), session.epoch());
      changed |= known != null;
    } else if (known.epoch == session.epoch() && !known.left) {
      lives.put(session.node(), new Life(known.epoch, known.beat, now, false));
    }
  }

  /// Whether the session belongs to a life that is over: to be dropped.
  boolean isVoid(Session session, long now) {
    if (session.epoch() < slotEpochs.getOrDefault(session.slot(), 0L)) {
      return true;
    }
    var life = lives.get(session.node());
    if (life == null) {
      return false;
    }
    return session.epoch() < life.epoch || life.left || now - life.heardAt > forgetMs;
  }

  /// Whether somebody is likely to be at the other end.
  boolean isLive(Session session, long now) {
    var life = lives.get(session.node());
    return !isVoid(session, now) && life != null && now - life.heardAt <= silenceMs;
  }

  /// Whether sessions may have become void since the last time this was asked.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  private void claim(int slot, long epoch) {
    slotEpochs.merge(slot, epoch, Math::max);
  }
}
