/// Who is there: leases that end by themselves.
///
/// **Overview.** A [io.viatra.chat.runtime.lease.Lease] says that something of a holder's is there
/// for a while; [io.viatra.chat.runtime.lease.Leases] keeps them in Redis and answers with a
/// [io.viatra.chat.runtime.lease.Sight]. Nobody owns the end of a lease: whoever looks after it
/// sees that it is over, so a process that died needs nobody to clean up after it.
///
/// **Concurrency.** Any thread that may block for 150 ms.
///
/// **Lifecycle.** None of its own; it uses a Redis that is opened and closed elsewhere.
///
/// **Invariants.** Every key expires. A flush loses leases until they are renewed, which tells
/// whoever renews that they had been gone.
@NullMarked
package io.viatra.chat.runtime.lease;

import org.jspecify.annotations.NullMarked;
