/// Kafka plumbing: publishing, tailing, consuming in a group, dead letters, topics. Bytes in, bytes
/// out; what they mean is not known here.
///
/// **Overview.** [io.viatra.chat.runtime.kafka.Publisher] writes without ever blocking its caller.
/// [io.viatra.chat.runtime.kafka.PartitionTail] follows fixed partitions from a chosen point.
/// [io.viatra.chat.runtime.kafka.ConsumerLoop] is a member of a consumer group.
/// [io.viatra.chat.runtime.kafka.DeadLetters] keeps what nobody can read.
/// [io.viatra.chat.runtime.kafka.TopicAdmin] creates and checks topics.
///
/// **Concurrency.** The publisher is shared by all threads and completes its futures on the
/// producer's I/O thread. A tail handles records on its own thread; a loop polls on one thread and
/// handles on virtual ones.
///
/// **Lifecycle.** Everything opens against a broker that may be down, and survives its outages.
/// Closing is bounded.
///
/// **Invariants.** Acknowledged means written by all in-sync replicas. A partition is paused before
/// its records are handed over. Offsets are committed only after their records were handled.
@NullMarked
package io.viatra.chat.runtime.kafka;

import org.jspecify.annotations.NullMarked;
