/// Events into PostgreSQL, with their offsets in the same transaction.
///
/// A poll of committed records is read ([RecordReader]; poison goes to the dead letters), folded
/// per row ([Fold]), and written in one transaction ([Ledger]) that begins by moving
/// `sink_progress` from where this owner believes it to be: so a row is written exactly once
/// whoever dies when, and an owner that has been replaced writes nothing. A row that PostgreSQL
/// refuses is found by halving the poll ([SliceWriter]) and put aside; everything else goes on.
///
/// **Concurrency.** One batch at a time, on a virtual thread of the consumer loop; a lock in [Sink]
/// holds also where a batch of lost partitions is still running out. Folds and slices stay on that
/// thread. Meters and readiness look at concurrent maps.
///
/// **Lifecycle.** Migrate, then consume. At the end the batch in hand is finished within the loop's
/// deadline, or abandoned and rolled back; either way the next owner goes on from `sink_progress`.
///
/// **Invariants.** `sink_progress.next` and the rows commit together. Every statement is guarded by
/// `ver` or takes a maximum, so applying the log again changes nothing. At most one poll of records
/// is in memory. Neither content nor tokens nor the values of refused rows reach logs or meters.
@NullMarked
package io.viatra.chat.sink;

import org.jspecify.annotations.NullMarked;
