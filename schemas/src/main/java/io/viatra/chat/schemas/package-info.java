/// What the services say to each other: topics, records, codecs. No Kafka client code, so that any
/// consumer can read with it.
///
/// **Concurrency.** Everything is immutable and thread-safe.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A record that breaks its bounds cannot come into being.
@NullMarked
package io.viatra.chat.schemas;

import org.jspecify.annotations.NullMarked;
