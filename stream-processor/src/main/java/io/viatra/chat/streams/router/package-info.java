/// The router decides who gets what: from deliveries and open sockets it makes mailbox records,
/// unread counts and pushes.
///
/// **Overview.** [RouterTopology] wires one sub-topology: deliveries and sessions, co-partitioned
/// by user, into one processor, with the heartbeats of all nodes beside it. [RouterTask] is thin:
/// [Intake] turns bytes into a record or poison, [Routing] decides, what the [Decision] writes goes
/// to its sink, and [StoredState] carries out its puts. All rules stand in a core that knows no
/// Kafka and answers with state to put and records to write. One class holds one invariant: [Head]
/// and [InboxRow] what only rises and what is unread, [UnreadTallies] a live user's total, [Nodes]
/// who lives, [SessionRules] the snapshot as a barrier, [Audience] who hears of a delivery,
/// [PushRules] who is woken, [CountRules] what `chat.unread.v1` is told.
///
/// A rebuild makes heads and rows anew by the same rules: [RouterFold].
///
/// Unread is `(lastSeq - base)` without own, deleted and uncountable messages, from a head that is
/// kept once per partition and a row that changes only when its member acts: so a message costs one
/// put per partition, and nothing is ever incremented. Edits and reactions count for nothing. A
/// mute keeps the count, and keeps it out of totals, badges and pushes until its time; that it has
/// ended by itself shows with the user's next event.
///
/// **Concurrency.** One Streams thread at a time per task, a task for each user partition. Shared
/// are only the meters, the global store of heartbeats (written by Streams' global thread) and
/// [LostLetters].
///
/// **Lifecycle.** At-least-once, committed every second; inputs are read uncommitted, so a delivery
/// whose transaction is aborted is handed on too, and comes again the same, as the sequencer is a
/// pure function. After a crash the records since the last commit come again, while the changelogs
/// may hold some puts of them and not others. Therefore every put is monotone by itself and none is
/// skipped because another store is further: `ver` and watermarks by maximum, sets by union,
/// membership by `ver`, settings by membership and revision. What came before changes nothing and
/// is handed on once more; edges and clients drop it by (conversation, ver). A push is remembered
/// in its row, so a replay asks for it a second time only if the crash fell between the two writes,
/// and the push worker drops that by (token, conversation, seq). Tallies and what was heard of
/// nodes are derived, and begin anew.
///
/// **Invariants.**
/// - Unread equals the model whenever the inputs are read to their end.
/// - A session's snapshot lies in its mailbox before every delivery that is not in it.
/// - Nobody is pushed to for a message of one's own, or one read, delivered, deleted or left.
/// - The last count of each member in `chat.unread.v1` equals the model's whenever the inputs are
///   read to their end and 200 ms have passed.
/// - No input throws. An exception out of the core is a bug and stops the task.
/// - Bounds: [Head#UNCOUNTED_RANGES_MAX], [InboxRow#OWN_RANGES_MAX], [Sessions#OPEN_MAX],
///   [SessionRules#SNAPSHOT_MAX], [UnreadTallies#ROWS_MAX], [CountRules#WAITING_MAX],
///   [PushRules#PENDING_MAX], [PushRules#RECIPIENTS_PER_TICK].
@NullMarked
package io.viatra.chat.streams.router;

import org.jspecify.annotations.NullMarked;
