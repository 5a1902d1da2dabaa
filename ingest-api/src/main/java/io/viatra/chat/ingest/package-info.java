/// REST in, REST out.
///
/// **Overview.** A request comes in through `route`, is checked by `request`, and goes one of two
/// ways: a write is published by `write` and answered when all in-sync replicas have it; a read is
/// answered by `read` from PostgreSQL, as objects of `wire`, in pages marked by `paging`.
/// [io.viatra.chat.ingest.IngestApi] wires them.
///
/// **Concurrency.** A virtual thread for each request, their number bounded by the HTTP server,
/// those at the database by its pool.
///
/// **Lifecycle.** Opens while Kafka, PostgreSQL or Redis are down and is ready when Kafka and
/// PostgreSQL answer. The HTTP server opens last and closes first.
///
/// **Invariants.** It decides nothing that the sequencer decides, and it holds no state that
/// another node would miss: any node may answer any call. While PostgreSQL is down every call that
/// needs a membership is UNAVAILABLE, sending too, for whether one may send is asked there; sockets
/// go on.
@NullMarked
package io.viatra.chat.ingest;

import org.jspecify.annotations.NullMarked;
