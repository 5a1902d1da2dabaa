/// Liveness, readiness and meters on an admin port.
///
/// **Overview.** [io.viatra.chat.runtime.health.Readiness] holds named checks;
/// [io.viatra.chat.runtime.health.AdminServer] answers `/livez`, `/readyz` and `/metrics`.
///
/// **Concurrency.** Requests and checks run on virtual threads, never on an I/O thread. Answers are
/// cached for a second, so that an eager prober costs nothing.
///
/// **Lifecycle.** The server opens before the service's own parts and closes after them, so that a
/// start and a shutdown can be watched. A draining service is alive and not ready.
///
/// **Invariants.** A hanging check counts as failed and is never started a second time beside
/// itself.
@NullMarked
package io.viatra.chat.runtime.health;

import org.jspecify.annotations.NullMarked;
