package io.viatra.chat.streams.router;

import java.time.Duration;

/// How long the router waits for what.
///
/// @param offlinePush from a message to the push for somebody without a socket: the time in which a
///   burst gathers into one
/// @param undeliveredPush from a message to the push for somebody whose sockets have not said that
///   they have it; the sockets are taken for gone then
/// @param late a delivery older than this when it is handled comes out of a backlog, and its pushes
///   wait `undeliveredPush` in any case, so that receipts further on in the backlog come first. It
///   compares the brokers' clock with this machine's; one that is wrong only makes pushes slower
/// @param silence without heartbeat after which the sockets of a node count as gone
/// @param forget silence after which they are dropped. Far beyond the 45 s after which every client
///   has given up such a socket, because a node that comes back within it finds its sessions again
/// @param pushExpiry how long a push is worth something
record RouterTimers(
    Duration offlinePush,
    Duration undeliveredPush,
    Duration late,
    Duration silence,
    Duration forget,
    Duration pushExpiry) {
  static final RouterTimers DEFAULTS =
      new RouterTimers(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(8),
          Duration.ofMinutes(10),
          Duration.ofHours(24));
}
