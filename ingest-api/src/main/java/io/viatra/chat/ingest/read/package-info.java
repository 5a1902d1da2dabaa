/// Questions to the read model.
///
/// **Overview.** [io.viatra.chat.ingest.read.Database] holds the connections. Readers ask by jOOQ
/// over the generated tables and answer with objects of the wire, or with a
/// [io.viatra.chat.ingest.read.Membership], which is how a route learns whether the caller may.
/// [io.viatra.chat.ingest.read.ProgressWatcher] waits until a write can be read.
///
/// **Concurrency.** Thread-safe. Readers block their caller, a virtual thread, for bounded times.
/// The watcher has one thread of its own, which asks only while somebody waits.
///
/// **Lifecycle.** Opens while the database is down and recovers with it.
///
/// **Invariants.** Nothing is written. What the caller may not see is never read: each question
/// names the caller, and history begins above the caller's floor. Trouble of the database is
/// [io.viatra.chat.ingest.read.Unavailable], never an empty answer.
@NullMarked
package io.viatra.chat.ingest.read;

import org.jspecify.annotations.NullMarked;
