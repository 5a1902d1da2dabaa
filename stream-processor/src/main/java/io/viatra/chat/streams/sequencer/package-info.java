/// Numbers what people want of a conversation: the one writer of `chat.events.v1`.
///
/// **Overview.** [SequencerTopology] wires one processor between `chat.commands.v1` and its sinks.
/// [SequencerProcessor] is thin: [CommandReader] turns bytes into a command or poison, [Sequencer]
/// decides, [Outbox] writes the emissions of the [Decision], [StoredState] puts its rows. All rules
/// stand in the pure core, which knows no Kafka: it reads through the port [State] and answers with
/// rows to put and records to write, so a rule is tested as a function. One class holds one
/// invariant: [Admission] who may, [Repeats] what was said before, [Numbering] `seq` and `ver`,
/// [Watermarks] what only rises, [Targets] which message is meant, [ReceiptFanout] who hears of a
/// receipt, [Deliveries] of a message, [ChangeFanout] of a changed one, [FrameFanout] of the
/// conversation itself, [CrowdFanout] how many are told with few records. One class takes each kind
/// of command: [Creation], [Sending], [Editing], [Deletion], [Reacting], [Marking], [Joining],
/// [Leaving], [RoleGiving], [Reframing], [Settling].
///
/// A rebuild makes the rows anew from the log: [SequencerFold], by [Fold]. What an event leaves
/// behind is said once, in [Effects], for the command that was just accepted and for the log alike.
///
/// Seven stores: `conversations` (put for every message, hence small), `frames` (name, picture,
/// metadata), `members` with their settings, `recent` (the newest 256 messages of each), `changes`
/// and `reactions` (what became of messages that anybody changed, kept for ever), `dedupe`.
///
/// What happens to a command:
/// - *accepted*: one event (or one receipt, with the settings that it ends) and its deliveries;
/// - *repeated*: its effect stands already; `CommandRepeated`, or the current receipt once more;
/// - *rejected*: `CommandRejected` in the log, a `RejectionDelivery` to the actor, and a dead
///   letter where only a broken or forged producer can be the cause; `EraseUser` is reserved and
///   always such;
/// - *poison* (unreadable, misplaced, unwritable): a dead letter alone.
///
/// **Concurrency.** One Streams thread at a time per task, a task for each partition of the
/// commands. Nothing is shared between tasks but counters.
///
/// **Lifecycle.** Exactly-once: rows (by their changelogs), outputs and the input offset are one
/// transaction, committed every 50 ms. A crash in between leaves nothing behind: the next owner
/// restores the rows, and decides the same commands to the same outcomes. What is only in memory
/// ([Rosters], the cursor of [DedupeStore]) is derived, and built anew with the task.
///
/// **Invariants.**
/// - A decision is a function of (rows, command, append time). No clock, no random, no look-up.
/// - `ver` is dense from 1 over a conversation's events, `seq` dense from 1 over its messages. A
///   member's own settings take neither.
/// - Every readable command has exactly one outcome, with the command's position in its headers. So
///   an owner's successor stands in the event of the leaving.
/// - Every `ver` reaches every member, as the change itself or, where they may not see the message,
///   as the conversation. A group or channel has one owner as long as it has members.
/// - Deleted is final, and nothing that a command brings along comes before what is remembered.
/// - A watermark never falls, never passes the head, and read never passes delivered.
/// - No input throws. An exception out of the core is a bug, and stops the partition rather than
///   letting it go on from a guess.
@NullMarked
package io.viatra.chat.streams.sequencer;

import org.jspecify.annotations.NullMarked;
