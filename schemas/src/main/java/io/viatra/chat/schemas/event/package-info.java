/// What happened: the log that everything else is a fold of.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** `ver` is dense from 1 in each conversation, `seq` likewise among messages. A
/// durable event is written once, in the transaction that numbered it, with the headers
/// `cmd-partition` and `cmd-offset`.
@NullMarked
package io.viatra.chat.schemas.event;

import org.jspecify.annotations.NullMarked;
