/// What a client missed while it was away.
///
/// **Overview.** [io.viatra.chat.edge.resume.Resumes] lets a `resume` in and gives it a thread; a
/// `Resume` fills one conversation after the other: where its live events begin for this socket
/// ([io.viatra.chat.edge.session.LiveStarts]) is how far it asks
/// [io.viatra.chat.edge.resume.Missed], and what comes back goes out in the order of `ver`. Why it
/// ends there, and why nothing comes twice: docs/decisions/0013-resume.md.
///
/// **Concurrency.** A virtual thread for each, 64 at once on a node and one for a socket. Live
/// events go on meanwhile, on the mailbox's thread.
///
/// **Lifecycle.** Ends with its last conversation, with its socket, or after ten seconds; what is
/// left then gets `resync_required`.
///
/// **Invariants.** An event of a conversation is sent by the fill or live, never by both, as long
/// as the conversation is among the 512 that a socket remembers. A message is never held in memory
/// for more than the answer of one question.
@NullMarked
package io.viatra.chat.edge.resume;

import org.jspecify.annotations.NullMarked;
