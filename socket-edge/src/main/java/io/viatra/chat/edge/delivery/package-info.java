/// What goes out: this node's mailbox to its sockets.
///
/// **Overview.** [io.viatra.chat.edge.delivery.MailboxReader] takes the records of the node's slot:
/// a snapshot goes to [io.viatra.chat.edge.delivery.Barrier], which makes a session ready, a
/// delivery to [io.viatra.chat.edge.delivery.LiveDelivery], which hands it to the ready sockets of
/// each recipient.
///
/// **Concurrency.** Everything runs on the mailbox tail's one thread, so a session's snapshot and
/// the deliveries behind it cannot overtake each other. Emitting never blocks: a slow socket costs
/// its own queue and in the end its own connection.
///
/// **Lifecycle.** The tail is positioned at the mailbox's end before the first session is
/// announced, so no answer to a session can lie before it. After a crash nothing is read again:
/// sessions of the new life get snapshots.
///
/// **Invariants.** A payload is encoded once for each record, not for each socket. What a user's
/// sockets here have got, by (conversation, ver), they do not get again from a router that
/// restarted; a hole in `ver` is announced. Poison goes to the dead letters and stops nothing.
@NullMarked
package io.viatra.chat.edge.delivery;

import org.jspecify.annotations.NullMarked;
