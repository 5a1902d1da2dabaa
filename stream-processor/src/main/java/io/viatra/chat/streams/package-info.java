/// The sequencer numbers, the router decides who gets what: two Kafka Streams applications in one
/// service, and beside them a third that measures.
///
/// **Overview.** [StreamProcessor] is the composition root. Why two applications: inside an
/// exactly-once application every chained hop waits for a commit (80 ms at the median, measured),
/// while an at-least-once application behind it that reads uncommitted adds 2-4 ms. This package
/// holds what both stand on: [StreamsSettings], [StreamsApplication] around `KafkaStreams`,
/// [RocksMemory], records that know their partition ([Placed]), what a dead letter keeps ([Kept]),
/// and the bytes of state rows ([RowWriter], [RowReader]).
///
/// **Concurrency.** Each application has Streams threads of its own. They share one bound for
/// RocksDB's memory, and nothing else but the topic between them.
///
/// **Lifecycle.** Opening asks the cluster for the partition counts and fails where they do not
/// agree. The sequencer opens last and closes first: it is the tap. A Streams thread that dies is
/// replaced, a few times; then the service ends, so that its supervisor sees it.
///
/// **Invariants.** The topics that must be co-partitioned are. No static state: several of these
/// can run in one process.
@NullMarked
package io.viatra.chat.streams;

import org.jspecify.annotations.NullMarked;
