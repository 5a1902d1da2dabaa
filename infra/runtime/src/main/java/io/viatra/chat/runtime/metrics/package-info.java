/// Meters of one service and their Prometheus text.
///
/// **Overview.** A [io.viatra.chat.runtime.metrics.Metrics] holds one registry with the tag
/// `service`; several services in one process have one each, behind their own admin port.
///
/// **Concurrency.** All meters may be used by any thread; they never block.
///
/// **Lifecycle.** Opened first, closed last, so that every part can still count while it closes.
///
/// **Invariants.** Tags come from small closed sets: never ids, names, tokens, content or
/// addresses.
@NullMarked
package io.viatra.chat.runtime.metrics;

import org.jspecify.annotations.NullMarked;
