package io.viatra.chat.edge.session;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Says every two seconds that this node lives. Without it the router holds the node's sockets for
/// gone after eight seconds, and drops their sessions much later.
///
/// A node that was silent for that long (paused, or cut off from the broker) and comes back has
/// sockets that nobody writes to. So after a long silence every session is announced again, and the
/// snapshots that follow tell each client where it stands.
public final class Pulse {
  static final Duration BEAT = Duration.ofSeconds(2);

  /// Below the ten minutes after which the router drops sessions.
  static final Duration SILENCE_MAX = Duration.ofMinutes(5);

  private final Outlet outlet;
  private final Node node;
  private final InstantSource clock;
  private final Runnable announce;

  /// Written by the producer's thread alone.
  private volatile Instant heard;

  /// @param announce announces every session again; must not block
  public Pulse(Outlet outlet, Node node, InstantSource clock, Runnable announce) {
    this.outlet = outlet;
    this.node = node;
    this.clock = clock;
    this.announce = announce;
    this.heard = clock.instant();
  }

  /// Beats now and from then on.
  public void start(Timer timer) {
    beat();
    timer.every(BEAT, this::beat);
  }

  private void beat() {
    var heartbeat = new NodeHeartbeat(node.name(), node.slot(), node.epoch(), clock.instant());
    var _ = outlet.publish(Topics.NODES, node.name(), heartbeat).thenRun(this::heard);
  }

  private void heard() {
    Instant now = clock.instant();
    boolean silent = Duration.between(heard, now).compareTo(SILENCE_MAX) > 0;
    heard = now;
    if (silent) {
      announce.run();
    }
  }
}
