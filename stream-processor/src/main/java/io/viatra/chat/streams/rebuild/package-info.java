/// Makes the state of sequencer and router anew from the log: the command `rebuild-state`.
///
/// **Overview.** [RebuildState] is the command, [Rebuild] its steps. [Folds] reads receipts, events
/// and push requests ([LogReader]) into the folds of both applications, which lie in [Scratch], a
/// store on disk that is thrown away. Then, of a dry run, [Comparison] holds every row against the
/// changelogs; else [Cluster] empties them, [ChangelogWriter] writes the rows, and [Cluster] sets
/// the offsets of the sequencer's group behind the last command that has an outcome. What is no
/// fold of the log stays as it is: open sockets, pushes that are due, and how far the router has
/// read.
///
/// **Concurrency.** One thread folds, a second one reads and decodes one batch ahead of it, and
/// there are those of the clients. The applications must be stopped, on all machines: their groups
/// must have no member.
///
/// **Lifecycle.** Until the fold is done nothing is changed. Then a marker topic for each
/// application says that its state is unfinished, and it refuses to start; the markers go last. So
/// a kill at any moment leaves either all as it was, or a service that asks for the command to be
/// run again, which begins anew.
///
/// **Invariants.**
/// - Nothing but changelogs is written: no event, no delivery, no push.
/// - A command that has an outcome in the log is not read again, one that has none is.
/// - Memory is bounded whatever the size of the log: rows are on disk, and rosters and the rows
///   that were used last ([RowCache]) have a bound.
/// - Nothing of what people wrote is printed: ids, names of stores, and counts.
@NullMarked
package io.viatra.chat.streams.rebuild;

import org.jspecify.annotations.NullMarked;
