/// The command `audit`: does everything that is a fold of the log say what the log says?
///
/// **Overview.** [Auditor] goes through the partitions of conversations, one after the other. For
/// each, [LogReader] reads `chat.events.v1` and `chat.receipts.v1`, of which [Truth] makes what the
/// promises say ([Told], [Person]), and the changelogs of sequencer and router and
/// `chat.unread.v1`, which [Stores] keeps as they are. [ReadModelRows] asks PostgreSQL.
/// [Comparison] names what differs, [Looks] decides what of it stands still, and [Report] prints
/// it.
///
/// The truth is counted the plain way, message by message, and shares no code with what it judges.
///
/// **Concurrency.** One thread. It reads and writes nothing, so a running system does not notice it
/// but by the reading.
///
/// **Lifecycle.** A run opens its clients and closes them at its end; nothing is kept.
///
/// **Invariants.** Only one pass of partitions is in memory at a time. What differs is reported as
/// different only if it stood still, and if the one who is behind it had read everything that it is
/// held against; else as behind or as unsettled. No output holds content or names.
@NullMarked
package io.viatra.chat.standalone.audit;

import org.jspecify.annotations.NullMarked;
