/// How a service is described, started and stopped, as a process or beside others in one.
///
/// **Overview.** A [io.viatra.chat.runtime.service.Service] says its name, how it reads its
/// settings and how it opens. [io.viatra.chat.runtime.service.ServiceMain] runs it as a process;
/// `Service.start` runs it inside another one and answers a
/// [io.viatra.chat.runtime.service.Running].
///
/// **Concurrency.** Opening happens on the starting thread. `fatal` may be called by any thread.
///
/// **Lifecycle.** Settings → check → metrics, readiness, admin port → the service's parts → ready.
/// Down: unready → parts in reverse order → admin port → metrics, within one deadline.
///
/// **Invariants.** Nothing opens before all configuration was found legal. What was opened is
/// closed on every way out.
@NullMarked
package io.viatra.chat.runtime.service;

import org.jspecify.annotations.NullMarked;
