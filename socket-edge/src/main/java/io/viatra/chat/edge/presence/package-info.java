/// Who is there. Ephemeral: Redis carries it between nodes and nothing else ever knows.
///
/// **Overview.** [io.viatra.chat.edge.presence.Presence] is what the rest of the edge calls:
/// sockets come and go, and watch people. Each device has a lease in Redis, which its edge renews;
/// [io.viatra.chat.edge.presence.Devices] knows those of this node. A
/// [io.viatra.chat.edge.presence.Watched] is one user whom sockets here watch: it looks at the
/// leases when something is said to have changed, and when the last one known has ended.
/// [io.viatra.chat.edge.presence.Watches] are one socket's, with their grounds;
/// [io.viatra.chat.edge.presence.Circle] is the read model's word on who may know of whom, asked
/// through [io.viatra.chat.edge.presence.Questions]. [io.viatra.chat.edge.presence.RedisPresence]
/// is the way to Redis and to the other nodes.
///
/// **Concurrency.** Calls come on any thread and never wait, but for `watch`, which asks the read
/// model on the socket's own virtual thread. One thread talks to Redis; sixteen ask the read model.
/// Locks are taken in the order Watches, map of users, Watched; they are held for the emitting of a
/// few volatile events and never over anything that waits.
///
/// **Lifecycle.** A lease is written when a socket opens and shortened to the grace when it ends. A
/// node that dies leaves leases that end by themselves, and every node with watchers notices
/// without being told: nobody owns a user's going offline.
///
/// **Invariants.** A lease's end is the moment at which its holder is shown as offline, so online
/// means the same to all nodes and to ingest-api. Nobody is told of somebody with whom no
/// conversation is shared; on a removal watching ends at once and begins again only on the read
/// model's word. Everything is bounded: watches of a socket, watches of the node, questions. While
/// Redis is away what was shown stays, and nothing else is any slower.
@NullMarked
package io.viatra.chat.edge.presence;

import org.jspecify.annotations.NullMarked;
