package io.viatra.chat.edge.session;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.runtime.kafka.Published;
import io.viatra.chat.schemas.session.SessionClosed;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Tells the router which sockets there are.
public final class SessionRecords {
  private final Outlet outlet;
  private final Node node;
  private final InstantSource clock;

  public SessionRecords(Outlet outlet, Node node, InstantSource clock) {
    this.outlet = outlet;
    this.node = node;
    this.clock = clock;
  }

  /// The router answers with a snapshot. Said again of a known session it only makes another
  /// snapshot.
  CompletableFuture<Published> opened(Session session) {
    var record =
        new SessionOpened(
            session.userId(),
            session.sid(),
            session.credentials().deviceId(),
            node.name(),
            node.slot(),
            node.epoch(),
            clock.instant());
    return outlet.publish(Topics.SESSIONS, session.userId(), record);
  }

  /// A record that is lost costs nothing for long: the router stops waiting for receipts of such a
  /// socket after ten seconds, and pushes.
  void closed(Session session) {
    var record =
        new SessionClosed(
            session.userId(),
            session.sid(),
            node.name(),
            node.slot(),
            node.epoch(),
            clock.instant());
    var _ = outlet.publish(Topics.SESSIONS, session.userId(), record);
  }
}
