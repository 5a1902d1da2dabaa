package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionRecord;
import java.util.Set;

/// The router's rules wired together over one task's state: the core as the processor sees it. It
/// knows no Kafka; each answer is to be carried out before the next question.
///
/// The task's thread only.
final class Routing {
  private final Nodes nodes;
  private final UnreadTallies tallies;
  private final DeliveryRules deliveries;
  private final SessionRules sessions;
  private final PushRules pushes;
  private final CountRules counts;
  private final RouterState state;

  Routing(RouterState state, RouterTimers timers) {
    this.state = state;
    nodes = new Nodes(timers);
    tallies = new UnreadTallies(state);
    var audience = new Audience(state, nodes, tallies);
    pushes = new PushRules(state, audience, tallies, timers);
    counts = new CountRules(state);
    deliveries = new DeliveryRules(state, audience, pushes, counts);
    sessions = new SessionRules(state, nodes, tallies);
  }

  /// After a restart: the sessions that were restored speak for their nodes until these are heard.
  void meetRestored(long now) {
    state.eachSessions((_, open) -> open.open().forEach(session -> nodes.met(session, now)));
  }

  void heard(NodeHeartbeat beat, long now) {
    nodes.heard(beat, now);
  }

  /// The nodes whose heartbeat is still in the topic.
  void present(Set<String> names) {
    nodes.present(names);
  }

  Decision decide(Delivery delivery, long recordedAt, long now) {
    return deliveries.decide(delivery, recordedAt, now);
  }

  Decision decide(SessionRecord session, long now) {
    return sessions.decide(session, now);
  }

  /// Sessions that have become void; nothing is read where no life has ended.
  Decision sweep(boolean thoroughly, long now) {
    return nodes.takeChanged() || thoroughly ? sessions.sweep(now) : new Decision();
  }

  /// Pushes that are due, or must make room.
  Decision push(long now) {
    long excess = pushes.excess();
    return excess > 0 ? pushes.relieve(excess, now) : pushes.due(now);
  }

  /// Counts that wait, written.
  Decision counts(long now) {
    return counts.due(now);
  }

  int countsWaiting() {
    return counts.waiting();
  }

  /// Whether counts may wait no longer, for there is no room for more.
  boolean countsAreFull() {
    return counts.isFull();
  }

  int tallies() {
    return tallies.size();
  }
}
