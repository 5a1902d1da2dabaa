/// Configuration from the environment: typed accessors, every problem reported at once.
///
/// **Overview.** A service reads all its keys from one [io.viatra.chat.runtime.config.Env] into
/// nested records, then calls `check()` once. Each accessor also declares its key (type, default,
/// one line of description), so that help texts and the configuration page come from the code.
///
/// **Concurrency.** An `Env` belongs to the thread that starts the service; it is not shared. The
/// values taken from it are immutable.
///
/// **Lifecycle.** Read once at start. Nothing is reloaded; a changed secret takes a restart.
///
/// **Invariants.** No message, log line or `toString` holds the value of a secret. A value that is
/// not legal never reaches a component: `check()` stands between reading and use.
@NullMarked
package io.viatra.chat.runtime.config;

import org.jspecify.annotations.NullMarked;
