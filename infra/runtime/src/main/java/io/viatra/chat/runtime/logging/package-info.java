/// How lines get out of threads that may not wait.
///
/// **Overview.** Whoever logs waits for standard output, and a reader of a pipe that has stopped
/// makes that for ever. Most threads may: they say little, and what they say is out when the call
/// returns. I/O threads may not, and they say a line for each request:
/// [io.viatra.chat.runtime.logging.QueuedAppender] takes theirs, as `logback.xml` says.
///
/// **Concurrency.** Any thread logs; one daemon thread for each appender writes.
///
/// **Lifecycle.** Logback makes the appender at the first logger.
/// [io.viatra.chat.runtime.logging.QueuedAppender#endAll] is the last thing that a process does
/// before it exits.
///
/// **Invariants.** Logging to the queue never waits for the stream. What is lost is counted.
@NullMarked
package io.viatra.chat.runtime.logging;

import org.jspecify.annotations.NullMarked;
