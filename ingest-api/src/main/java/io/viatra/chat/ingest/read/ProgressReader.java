package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.SINK_PROGRESS;

import io.viatra.chat.ingest.read.Progress.Source;
import io.viatra.chat.schemas.codec.ConsistencyToken.Outcome;
import io.viatra.chat.schemas.topic.Topics;
import java.util.function.Supplier;
import org.jooq.Record3;

/// Reads how far the sink is: two rows for each partition.
public final class ProgressReader implements Supplier<Progress> {
  private static final String EVENTS = Topics.EVENTS.name();
  private static final String RECEIPTS = Topics.RECEIPTS.name();

  private final Database database;

  public ProgressReader(Database database) {
    this.database = database;
  }

  @Override
  public Progress get() {
    return new Progress(
        database.read(dsl ->
            dsl.select(SINK_PROGRESS.TOPIC, SINK_PROGRESS.PARTITION, SINK_PROGRESS.CMD)
                .from(SINK_PROGRESS)
                .where(SINK_PROGRESS.TOPIC.in(EVENTS, RECEIPTS))
                .fetchMap(ProgressReader::source, Record3::value3)));
  }

  private static Source source(Record3<String, Integer, Long> row) {
    var outcome = row.value1().equals(EVENTS) ? Outcome.EVENT : Outcome.RECEIPT;
    return new Source(outcome, row.value2());
  }
}
