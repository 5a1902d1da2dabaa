package io.viatra.chat.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// `make sink-load`: messages a second into PostgreSQL. What the sink does with a record (decode,
/// fold, fence, guards, the row of the conversation) beside a bare `unnest` insert of the same rows
/// into the same table by plain JDBC; what a rebuild does beside a bare COPY. They take turns in
/// every round, on one connection each; the first round warms.
public final class WriteBench {
  private static final int CONVERSATIONS = 1_000;
  private static final int ROUNDS = 4;
  private static final int LIVE_BATCH = 2_000;
  private static final int REBUILD_BATCH = 50_000;
  private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS.name(), 0);

  private static final String COLUMNS =
      "conversation_id, seq, id, sender_id, client_message_id, type, body_kind, body_text,"
          + " created_at, created_ver, ver";

  private static final List<String> TYPES =
      List.of(
          "uuid",
          "bigint",
          "uuid",
          "text",
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "bigint",
          "bigint");

  private enum Way {
    RAW_UNNEST("raw unnest", LIVE_BATCH, false),
    SINK("sink, decoding included", LIVE_BATCH, false),
    RAW_COPY("raw COPY", REBUILD_BATCH, true),
    REBUILD("rebuild, decoding included", REBUILD_BATCH, true);

    private final String title;
    private final int batch;

    /// As in a rebuild, where secondary indexes are made at the end.
    private final boolean keysOnly;

    Way(String title, int batch, boolean keysOnly) {
      this.title = title;
      this.batch = batch;
      this.keysOnly = keysOnly;
    }
  }

  private WriteBench() {}

  /// @param args rows of a turn (200,000)
  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    Map<Way, Double> seconds = new EnumMap<>(Way.class);
    for (int round = 0; round < ROUNDS; round++) {
      List<MessageSent> sent = messages(rows);
      List<byte[]> records = sent.stream().map(Topics.EVENTS.codec()::encode).toList();
      for (Way way : Way.values()) {
        double took = turn(way, sent, records);
        if (round > 0) {
          seconds.merge(way, took, Double::sum);
        }
      }
    }
    seconds.forEach((way, took) ->
        System.out.printf(
            "%-28s batches of %,6d: %,9.0f rows/s%n",
            way.title, way.batch, rows * (ROUNDS - 1) / took));
    System.out.printf(
        "sink / raw unnest %.2f, rebuild / raw COPY %.2f%n",
        ratio(seconds, Way.RAW_UNNEST, Way.SINK), ratio(seconds, Way.RAW_COPY, Way.REBUILD));
    System.exit(0);
  }

  private static double ratio(Map<Way, Double> seconds, Way raw, Way ours) {
    return seconds.getOrDefault(raw, 0.0) / seconds.getOrDefault(ours, 1.0);
  }

  private static List<MessageSent> messages(int rows) {
    List<Story> stories = Stream.generate(Story::new).limit(CONVERSATIONS).toList();
    List<MessageSent> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(
          stories
              .get(i % CONVERSATIONS)
              .sent("ana", "a message of about the usual length, sixty letters or so .."));
    }
    return all;
  }

  private static double turn(Way way, List<MessageSent> sent, List<byte[]> records)
      throws Exception {
    TestDatabase database = TestDatabase.migrated();
    if (way.keysOnly) {
      database.execute(
          "DROP INDEX messages_id, messages_by_sender, messages_uncounted, messages_changed");
    }
    try (HikariDataSource pool = database.pool()) {
      Ledger ledger = way == Way.REBUILD ? Ledger.filling(pool) : Ledger.live(pool);
      ledger.positions(Set.of(PARTITION));
      long begin = System.nanoTime();
      for (int from = 0; from < sent.size(); from += way.batch) {
        int to = Math.min(sent.size(), from + way.batch);
        switch (way) {
          case RAW_UNNEST -> unnest(pool, sent.subList(from, to));
          case RAW_COPY -> copy(pool, sent.subList(from, to));
          case SINK, REBUILD -> decoded(ledger, sent.subList(from, to), records, from);
        }
      }
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static List<Object> values(MessageSent sent) {
    return List.of(
        sent.conversationId(),
        sent.seq(),
        sent.messageId(),
        sent.senderId(),
        sent.clientMessageId(),
        "text",
        "plain",
        "a message of about the usual length, sixty letters or so ..",
        sent.at(),
        sent.ver(),
        sent.ver());
  }

  private static void unnest(HikariDataSource pool, List<MessageSent> batch) throws SQLException {
    String arrays = String.join(", ", TYPES.stream().map(type -> "?::" + type + "[]").toList());
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO messages (" + COLUMNS + ") SELECT * FROM unnest(" + arrays + ")")) {
      for (int column = 0; column < TYPES.size(); column++) {
        @Nullable Object[] values = new @Nullable Object[batch.size()];
        for (int row = 0; row < values.length; row++) {
          values[row] = values(batch.get(row)).get(column);
        }
        statement.setArray(column + 1, connection.createArrayOf(TYPES.get(column), values));
      }
      statement.executeUpdate();
      connection.commit();
    }
  }

  private static void copy(HikariDataSource pool, List<MessageSent> batch) throws Exception {
    StringBuilder text = new StringBuilder();
    Function<Object, String> plain = Object::toString;
    for (MessageSent sent : batch) {
      text.append(String.join("\t", values(sent).stream().map(plain).toList())).append('\n');
    }
    try (Connection connection = pool.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY messages (" + COLUMNS + ") FROM STDIN", new StringReader(text.toString()));
      connection.commit();
    }
  }

  private static void decoded(
      Ledger ledger, List<MessageSent> batch, List<byte[]> records, int from) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    for (MessageSent sent : batch) {
      int offset = from + entries.size();
      ConsumerRecord<byte[], byte[]> record =
          Records.record(
              PARTITION.topic(),
              PARTITION.partition(),
              offset,
              sent.conversationId().toString(),
              records.get(offset),
              Map.of());
      if (RecordReader.read(record) instanceof Reading.Read(Change change)) {
        entries.add(new Entry(PARTITION, record, RecordReader.command(record), change));
      }
    }
    Step step = new Step(PARTITION, from, from + batch.size(), -1);
    if (!ledger.write(Fold.of(entries), List.of(step))) {
      throw new IllegalStateException("fenced");
    }
  }
}
