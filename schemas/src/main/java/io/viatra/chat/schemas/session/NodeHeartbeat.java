package io.viatra.chat.schemas.session;

import io.viatra.chat.schemas.Check;
import java.time.Instant;

/// An edge node lives: every 2 s in `edge.nodes.v1`, keyed by node. After 8 s of silence the router
/// holds its sessions for dead.
///
/// @param slot the mailbox partition it reads
/// @param epoch when it started, ms
public record NodeHeartbeat(String node, int slot, long epoch, Instant at) {
  public NodeHeartbeat {
    Check.length(node, Check.ID_MAX, "node");
    Check.notNegative(slot, "slot");
  }
}
