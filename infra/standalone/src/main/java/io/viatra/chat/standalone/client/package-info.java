/// A person at a phone: the REST calls and the socket that a real client has, for the scripted
/// conversation, the seed and the latency bench.
///
/// **Concurrency.** One person is used by one thread; socket events arrive on the client library's
/// own thread and complete futures.
///
/// **Lifecycle.** A socket is opened and closed by who uses it.
///
/// **Invariants.** Nothing here knows how the system works inside; whatever it is told, it was told
/// by contract. Every wait has a deadline.
@NullMarked
package io.viatra.chat.standalone.client;

import org.jspecify.annotations.NullMarked;
