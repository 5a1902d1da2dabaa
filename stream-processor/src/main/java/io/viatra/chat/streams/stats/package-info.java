/// Measures of use without content: a third Kafka Streams application, which nobody waits for.
///
/// **Overview.** [StatsProcessor] gets the committed events of one partition. [Folding] is the
/// rule: what a message does to its conversation's [TurnRow] and to the [HourRow] of its hour.
/// Hours that changed go to `chat.stats.v1` every five seconds, absolute. [StatsTable] reads that
/// topic, all partitions of it whoever wrote them, and [StatsPage] answers `GET /stats` at the
/// admin port. [StatsApplication] starts it.
///
/// **Why so.** Counters that a crash repeats are wrong for ever, hence exactly-once, with a commit
/// each five seconds; time is the events' own, so a replay counts the same; who wrote is a sketch,
/// since distinct people of partitions and hours cannot be added. ADR 25.
///
/// **Concurrency.** One Streams thread. The table is filled by its tail's thread and read by those
/// of the admin port.
///
/// **Lifecycle.** Opens before sequencer and router and closes behind them. It is no part of the
/// service's readiness, and its end is not the service's: `chat.stats.running` says whether it
/// works.
///
/// **Invariants.** No ids of people in what it writes. A conversation's rows need its messages in
/// the order of `seq`, which its partition has; those of different conversations may come in any
/// order, as long as none is more than a day late. What is later is counted by itself. State is
/// bounded by conversations and by 35 days of hours.
@NullMarked
package io.viatra.chat.streams.stats;

import org.jspecify.annotations.NullMarked;
