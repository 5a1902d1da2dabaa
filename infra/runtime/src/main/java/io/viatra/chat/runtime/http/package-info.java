/// HTTP plumbing on Undertow: one set of listener options, routes, errors, limits.
///
/// **Overview.** [io.viatra.chat.runtime.http.HttpServer] listens with the limits of
/// [io.viatra.chat.runtime.http.HttpSettings]. [io.viatra.chat.runtime.http.ApiHandler] is the root
/// of a REST service: request id, origin check, admission, body, routes, errors, access log. A
/// [io.viatra.chat.runtime.http.Router] maps paths to handlers that take a
/// [io.viatra.chat.runtime.http.Request] and give an [io.viatra.chat.runtime.http.Answer].
///
/// **Concurrency.** Bodies are read on I/O threads without blocking; handlers run on virtual
/// threads and may block. The number of requests in flight is bounded; beyond it the answer is 503
/// at once.
///
/// **Lifecycle.** Listens when opened. Closing refuses new requests with 503, waits for those in
/// flight up to the drain time, then stops.
///
/// **Invariants.** No error quotes the input. Neither query strings, headers, bodies nor raw paths
/// are logged; the log has the route's template.
@NullMarked
package io.viatra.chat.runtime.http;

import org.jspecify.annotations.NullMarked;
