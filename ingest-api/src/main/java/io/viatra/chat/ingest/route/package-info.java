/// The calls of the REST contract, one class for what belongs together.
///
/// **Overview.** [io.viatra.chat.ingest.route.Routes] is the table of paths. Each route goes
/// through [io.viatra.chat.ingest.route.Gate], which knows the caller and waits for the caller's
/// own writes, and then: read the request, ask for the membership, act, answer.
///
/// **Concurrency.** Every call runs on a virtual thread of its own and may block; every wait in it
/// has an end.
///
/// **Lifecycle.** None of its own; the HTTP server in front is opened last and closed first.
///
/// **Invariants.** The body is checked before anything is looked up, so that a wrong body says
/// nothing of what exists. Without a membership the answer is NOT_FOUND, the same for a foreign
/// conversation and for none. A write is answered when its record is on all in-sync replicas.
@NullMarked
package io.viatra.chat.ingest.route;

import org.jspecify.annotations.NullMarked;
