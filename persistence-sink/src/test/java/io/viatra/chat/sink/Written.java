package io.viatra.chat.sink;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// Writes changes through a ledger as one transaction, without Kafka.
final class Written implements AutoCloseable {
  private static final TopicPartition NOWHERE = new TopicPartition("test", 0);

  private final HikariDataSource pool;
  private final Ledger ledger;
  private long position;

  Written(TestDatabase database) throws SQLException {
    this(database, Ledger::live);
  }

  Written(TestDatabase database, Function<DataSource, Ledger> how) throws SQLException {
    pool = database.pool();
    ledger = how.apply(pool);
    ledger.positions(Set.of(NOWHERE));
  }

  void transaction(List<? extends Change> changes) throws SQLException {
    Fold fold = new Fold();
    changes.forEach(fold::add);
    Step step = new Step(NOWHERE, position, position + changes.size(), -1);
    if (!ledger.write(fold, List.of(step))) {
      throw new AssertionError("fenced at " + position);
    }
    position = step.next();
  }

  void transaction(Change... changes) throws SQLException {
    transaction(List.of(changes));
  }

  /// One transaction each.
  void each(List<? extends Change> changes) throws SQLException {
    for (Change change : changes) {
      transaction(change);
    }
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    pool.close();
  }
}
