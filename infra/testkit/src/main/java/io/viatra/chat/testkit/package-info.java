/// The real infrastructure, embedded: Kafka in this JVM, PostgreSQL and Redis as processes beside
/// it, a fake FCM in place of Google's. Used by integration tests, by the standalone demo and by
/// the `embedded-infra` command. It knows nothing of chat.
///
/// **Concurrency.** Servers may be started in parallel with each other. `stop`, `resume` and
/// `close` of one server exclude each other; everything else is for any thread once started.
///
/// **Lifecycle.** `start` returns when the server answers; `stop` and `resume` make an outage on
/// the same address; `close` is bounded in time and gives the data directory free. Data survives
/// all of them, except Redis's, which keeps none. When the JVM is killed, the processes beside it
/// are stopped by a watch, and by the next start on the same directory where the watch was killed
/// too.
///
/// **Invariants.** One owner per data directory, held by a file lock that dies with its process.
/// Only loopback is listened on. A wanted port that is busy falls forward. Nothing is printed.
@NullMarked
package io.viatra.chat.testkit;

import org.jspecify.annotations.NullMarked;
