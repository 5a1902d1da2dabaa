/// What somebody wants: the sequencer's one input.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** The actor comes from a verified token. A command names exactly one conversation,
/// and its record key is that conversation's id.
@NullMarked
package io.viatra.chat.schemas.command;

import org.jspecify.annotations.NullMarked;
