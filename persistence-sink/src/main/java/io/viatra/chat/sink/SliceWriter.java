package io.viatra.chat.sink;

import io.viatra.chat.runtime.kafka.RepositionException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes slices around what PostgreSQL refuses: the record is found by halving and put aside, and
/// everything else is written. An outage is thrown.
///
/// A slice of n records with one refused takes some log2(n) further transactions, each with its own
/// positions, so a crash in between repeats nothing.
public final class SliceWriter {
  private static final Logger log = LoggerFactory.getLogger(SliceWriter.class);

  /// One transaction.
  public interface Transaction {
    void write(Slice slice) throws SQLException, RepositionException;
  }

  /// Takes a record that PostgreSQL refuses for good; returns when it is safe there.
  public interface Refused {
    void putAside(ConsumerRecord<byte[], byte[]> record)
        throws ExecutionException, InterruptedException;
  }

  private final Transaction many;
  private final Transaction one;
  private final Refused refused;

  /// @param many writes a slice of any size
  /// @param one writes a slice of a single record that `many` refused. It is tried once more before
  ///   it is given up: what refused it may have been a neighbour, or another sink that took the
  ///   same token at the same moment
  public SliceWriter(Transaction many, Transaction one, Refused refused) {
    this.many = many;
    this.one = one;
    this.refused = refused;
  }

  /// Returns when every record of the slice is written or put aside.
  public void write(Slice slice)
      throws SQLException, RepositionException, ExecutionException, InterruptedException {
    if (slice.isEmpty()) {
      return;
    }
    try {
      many.write(slice);
    } catch (SQLException failure) {
      if (!Refusal.isOne(failure)) {
        throw failure;
      }
      // The state alone: the server's text may quote the row.
      log.debug("{} records refused, state {}", slice.entries().size(), failure.getSQLState());
      writeAround(slice);
    }
  }

  private void writeAround(Slice slice)
      throws SQLException, RepositionException, ExecutionException, InterruptedException {
    if (slice.entries().size() > 1) {
      write(slice.head());
      write(slice.tail());
      return;
    }
    try {
      one.write(slice);
    } catch (SQLException failure) {
      if (!Refusal.isOne(failure)) {
        throw failure;
      }
      refused.putAside(slice.entries().getFirst().record());
      one.write(slice.putAside());
    }
  }
}
