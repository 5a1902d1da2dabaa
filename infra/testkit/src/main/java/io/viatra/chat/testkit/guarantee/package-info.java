/// The guarantees of the chat as checkers: each takes the history of a run, as seen from outside,
/// and returns every violation it finds. A suite records while it drives the system, restarts and
/// kills what it likes, waits until all is quiet, and then asks.
///
/// **Concurrency.** [HistoryRecorder] takes notes from all threads; a [History] is immutable and
/// the checkers are pure functions of it.
///
/// **Lifecycle.** Record, wait for quiescence, snapshot, check. Checked earlier, what is merely
/// under way looks lost.
///
/// **Invariants.** A checker never judges what was not promised: an operation whose outcome is
/// unknown may have happened or not, and a repeated delivery of the same event is no duplicate.
@NullMarked
package io.viatra.chat.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
