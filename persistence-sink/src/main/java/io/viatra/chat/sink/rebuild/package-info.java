/// The read model once more, from the topics, beside the one that is in use: `dist/bin/rebuild`.
///
/// **Overview.** [Rebuilder] reads like a table of contents. It fills a schema of its own
/// ([Schemas]) with the folds and writers of the sink, messages by COPY and with the secondary
/// indexes left for the end ([Filler], [SliceReader], [DeferredIndexes]); holds it against the live
/// tables, row hashes by table and by conversation ([Comparison]); moves the tables of both in one
/// transaction ([Swap]) and keeps the former ones for `--rollback`.
///
/// What makes the comparison exact: `sink_progress` and rows commit together, so a snapshot of the
/// live tables says to the record which part of the log they hold. The new ones are filled up to
/// those very positions, and then every row must be the same.
///
/// Nothing but PostgreSQL is written. Records that the sink put aside are passed over and counted:
/// they are in the dead letters already. Pushes and deliveries hang off topics that are not read.
///
/// **Concurrency.** One rebuild at a time in a database, by an advisory lock. One thread reads and
/// decodes at most one slice ahead of the one that writes. The service goes on: until the swap it
/// shares nothing with this but the server.
///
/// **Lifecycle.** Killed at any point, the next call goes on where the last transaction ended:
/// positions are in the new schema's own `sink_progress`. During the swap the sink waits for a lock
/// of some 100 ms; afterwards it finds its positions as they were, or seeks to those that it finds.
///
/// **Invariants.** Readers see the former tables or the new ones, never some of both. The new ones
/// are never behind the former ones when they take their place.
@NullMarked
package io.viatra.chat.sink.rebuild;

import org.jspecify.annotations.NullMarked;
