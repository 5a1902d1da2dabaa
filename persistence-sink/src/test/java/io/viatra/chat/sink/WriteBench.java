package io.viatra.chat.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Prints how many messages a second go into PostgreSQL: by a bare `unnest` insert, through the
/// ledger (fence, fold, guards, conversations), and through reading as well. One connection, warm.
/// Run by hand; no test depends on a time.
public final class WriteBench {
  private static final int CONVERSATIONS = 1_000;
  private static final int ROWS = 100_000;
  private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS.name(), 0);

  private static final Unnest<MessageSent> BARE =
      Unnest.<MessageSent>of(
              """
              INSERT INTO messages (conversation_id, seq, id, sender_id, client_message_id, type,
                body_kind, body_text, created_at, created_ver, ver)
              SELECT conversation_id, seq, id, sender_id, client_message_id, 'text', 'plain',
                body_text, created_at, ver, ver FROM :rows
              """)
          .uuid("conversation_id", MessageSent::conversationId)
          .bigint("seq", MessageSent::seq)
          .uuid("id", MessageSent::messageId)
          .text("sender_id", MessageSent::senderId)
          .text("client_message_id", MessageSent::clientMessageId)
          .text("body_text", _ -> "a message of about the usual length, sixty letters or so ..")
          .time("created_at", MessageSent::at)
          .bigint("ver", MessageSent::ver);

  private interface Way {
    void write(List<MessageSent> batch, long from) throws SQLException;
  }

  private WriteBench() {}

  public static void main(String[] args) throws Exception {
    for (int round = 1; round <= 2; round++) {
      for (int size : List.of(500, 2_000)) {
        try (HikariDataSource pool = TestDatabase.migrated().pool()) {
          measure(round + " bare unnest", size, (batch, _) -> bare(pool, batch));
        }
        try (HikariDataSource pool = TestDatabase.migrated().pool()) {
          Ledger ledger = Ledger.live(pool);
          measure(round + " ledger", size, (batch, from) -> ledger(ledger, batch, from));
        }
        try (HikariDataSource pool = TestDatabase.migrated().pool()) {
          Ledger ledger = Ledger.live(pool);
          measure(round + " reading and ledger", size, (batch, at) -> reading(ledger, batch, at));
        }
      }
    }
  }

  private static void measure(String name, int size, Way way) throws SQLException {
    List<Story> stories = Stream.generate(Story::new).limit(CONVERSATIONS).toList();
    List<MessageSent> all = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      all.add(stories.get(i % CONVERSATIONS).sent("ana"));
    }
    long begin = System.nanoTime();
    for (int from = 0; from < ROWS; from += size) {
      way.write(all.subList(from, Math.min(ROWS, from + size)), from);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%-22s batches of %,5d: %,8.0f rows/s%n", name, size, ROWS / seconds);
  }

  private static void bare(HikariDataSource pool, List<MessageSent> batch) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      BARE.execute(connection, batch);
      connection.commit();
    }
  }

  private static void ledger(Ledger ledger, List<MessageSent> batch, long from)
      throws SQLException {
    Fold fold = new Fold();
    batch.forEach(sent -> fold.add(new Change.Happened(sent)));
    write(ledger, fold, from, batch.size());
  }

  private static void reading(Ledger ledger, List<MessageSent> batch, long from)
      throws SQLException {
    List<Entry> entries = new ArrayList<>();
    for (MessageSent sent : batch) {
      ConsumerRecord<byte[], byte[]> record =
          Records.record(
              PARTITION.topic(),
              PARTITION.partition(),
              from + entries.size(),
              sent.conversationId().toString(),
              Topics.EVENTS.codec().encode(sent),
              Map.of());
      if (RecordReader.read(record) instanceof Reading.Read(Change change)) {
        entries.add(new Entry(PARTITION, record, RecordReader.command(record), change));
      }
    }
    write(ledger, Fold.of(entries), from, batch.size());
  }

  private static void write(Ledger ledger, Fold fold, long from, int count) throws SQLException {
    if (from == 0) {
      ledger.positions(Set.of(PARTITION));
    }
    if (!ledger.write(fold, List.of(new Step(PARTITION, from, from + count, -1)))) {
      throw new IllegalStateException("fenced");
    }
  }
}
