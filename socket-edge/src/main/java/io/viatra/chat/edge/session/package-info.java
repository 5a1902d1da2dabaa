/// Who is connected here: connecting, the sockets of each user, and what this node knows of their
/// conversations.
///
/// **Overview.** [io.viatra.chat.edge.session.ChatConnector] lets a socket in on a valid token,
/// [io.viatra.chat.edge.session.Sessions] keeps it, [io.viatra.chat.edge.session.SessionRecords]
/// tells the router, [io.viatra.chat.edge.session.Pulse] says that this node lives, and
/// [io.viatra.chat.edge.session.TokenExpiry] and [io.viatra.chat.edge.session.TokenRevocation] end
/// what has expired or was revoked. A [io.viatra.chat.edge.session.User] holds the sockets of one
/// person and the [io.viatra.chat.edge.session.Standings] of that person's conversations.
///
/// **Concurrency.** Sessions come and go on the sockets' virtual threads; the mailbox's thread
/// delivers; timers sweep. A user's list of sessions is replaced as a whole, under the map's lock
/// of that user; standings have a lock of their own. No lock is held over anything that waits.
///
/// **Lifecycle.** A session is opening until its snapshot arrives, then ready, then gone. A user is
/// there while one session is. After a crash of this node nothing remains of either; the router
/// drops the sessions when heartbeats stay out.
///
/// **Invariants.** A session that is not ready gets no live delivery: the snapshot is the barrier.
/// A user has at most ten sessions here, or as configured, and
/// [io.viatra.chat.edge.session.Standings#MAX] standings. A session is closed once.
@NullMarked
package io.viatra.chat.edge.session;

import org.jspecify.annotations.NullMarked;
