/// Where this node's records go: commands, sessions, heartbeats.
///
/// **Overview.** [io.viatra.chat.edge.outlet.Outlet] is the port that the chat layer knows;
/// [io.viatra.chat.edge.outlet.KafkaOutlet] puts the CloudEvents envelope on and hands over to the
/// one producer.
///
/// **Concurrency.** Any thread; nothing blocks.
///
/// **Lifecycle.** The producer is the composition root's.
///
/// **Invariants.** Records of one key leave in the order in which they were handed over.
@NullMarked
package io.viatra.chat.edge.outlet;

import org.jspecify.annotations.NullMarked;
