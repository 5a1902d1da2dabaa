package io.viatra.chat.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Sequencer and sink in one thread, just good enough that what the API writes comes back in what
/// it reads. It can be held, which is how a test makes the read model late.
final class LittlePipeline implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Connection connection;
  private final LittleChanges changes = new LittleChanges(this);
  private final ReentrantLock held = new ReentrantLock(true);
  private final Thread thread;
  private volatile boolean closing;

  LittlePipeline(String bootstrapServers, Database database) throws SQLException {
    connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    connection.setAutoCommit(false);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "50"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(Topics.COMMANDS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    // Other tests' commands lie before the end, and their conversations are in other databases.
    consumer.endOffsets(partitions).forEach(consumer::seek);
    thread = Thread.ofPlatform().name("little-pipeline").daemon().start(this::run);
  }

  /// Nothing is applied until the answer is closed. For one thread.
  AutoCloseable hold() {
    held.lock();
    return held::unlock;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer;
        connection) {
      while (!closing) {
        for (var in : consumer.poll(Duration.ofMillis(50))) {
          held.lock();
          try {
            apply(in);
          } finally {
            held.unlock();
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> in) throws SQLException {
    var at = Instant.ofEpochMilli(in.timestamp());
    if (Topics.COMMANDS.codec().decode(in.value()) instanceof Decoded.Value<Command>(var command)) {
      switch (command) {
        case CreateConversation create -> create(create, at);
        case SendMessage send -> send(send, at);
        case DeleteMessage delete -> delete(delete, at);
        case MarkRead read -> read(read, at);
        default -> changes.apply(command, at);
      }
    }
    for (var topic : List.of(Topics.EVENTS, Topics.RECEIPTS)) {
      update(
          """
          INSERT INTO sink_progress (topic, partition, next, cmd) VALUES (?, ?, 0, ?)
          ON CONFLICT (topic, partition) DO UPDATE SET cmd = excluded.cmd\
          """,
          topic.name(),
          in.partition(),
          in.offset());
    }
    connection.commit();
  }

  private void create(CreateConversation create, Instant at) throws SQLException {
    int created =
        update(
            """
            INSERT INTO conversations
              (id, type, name, metadata, created_by, created_at, last_seq, active_at, ver, changed_ver,
               frame_ver)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, 0, ?, 1, 0, 1) ON CONFLICT DO NOTHING\
            """,
            create.conversationId(),
            lower(create.conversationType()),
            create.name(),
            json(create.metadata()),
            create.actorId(),
            at,
            at);
    if (created == 1) {
      join(create, create.actorId(), "owner");
      for (var userId : create.participantIds()) {
        join(create, userId, "member");
      }
    }
  }

  private void join(CreateConversation create, String userId, String role) throws SQLException {
    update(
        """
        INSERT INTO conversation_members (conversation_id, user_id, role, left_seq, ver)
        VALUES (?, ?, ?, NULL, 1)\
        """,
        create.conversationId(),
        userId,
        role);
  }

  private void send(SendMessage send, Instant at) throws SQLException {
    if (!(send.body() instanceof MessageBody.Plain(var text))) {
      throw new IllegalStateException("the API sends plain bodies");
    }
    int stored =
        update(
            """
            INSERT INTO messages
              (conversation_id, seq, id, sender_id, client_message_id, type, body_kind, body_text,
               reply_to, attachment, metadata, created_at, created_ver, ver)
            SELECT c.id, c.last_seq + 1, ?, ?, ?, ?, 'plain', ?, ?, ?::jsonb, ?::jsonb, ?, c.ver + 1,
                   c.ver + 1
              FROM conversations c WHERE c.id = ?
            ON CONFLICT DO NOTHING\
            """,
            send.messageId(),
            send.actorId(),
            send.clientMessageId(),
            lower(send.messageType()),
            text,
            send.replyToId(),
            json(MAPPER.valueToTree(send.attachment())),
            json(send.metadata()),
            at,
            send.conversationId());
    if (stored == 1) {
      update(
          "UPDATE conversations SET last_seq = last_seq + 1, ver = ver + 1, active_at = ? WHERE id"
              + " = ?",
          at,
          send.conversationId());
    }
  }

  private void delete(DeleteMessage delete, Instant at) throws SQLException {
    int deleted =
        update(
            """
            UPDATE messages SET deleted_at = ?, deleted_by = ?, body_kind = NULL, body_text = NULL,
                   attachment = NULL, metadata = NULL, reply_to = NULL
             WHERE conversation_id = ? AND id = ? AND deleted_at IS NULL\
            """,
            at,
            delete.actorId(),
            delete.conversationId(),
            delete.target().messageId());
    if (deleted == 1) {
      changed(delete.conversationId(), delete.target().seq());
    }
  }

  /// A message is no longer what it was: a version of the conversation, and the message's own.
  void changed(UUID conversationId, long seq) throws SQLException {
    update(
        "UPDATE conversations SET ver = ver + 1, changed_ver = ver + 1 WHERE id = ?",
        conversationId);
    update(
        """
        UPDATE messages SET ver = (SELECT ver FROM conversations WHERE id = conversation_id)
         WHERE conversation_id = ? AND seq = ?\
        """,
        conversationId,
        seq);
  }

  /// What the conversation is besides its messages is no longer what it was.
  void framed(UUID conversationId) throws SQLException {
    update(
        "UPDATE conversations SET ver = ver + 1, frame_ver = ver + 1 WHERE id = ?", conversationId);
  }

  private void read(MarkRead read, Instant at) throws SQLException {
    var ids = connection.createArrayOf("uuid", read.messageIds().toArray());
    update(
        """
        UPDATE conversation_members m
           SET read_seq = greatest(m.read_seq, u.seq), delivered_seq = greatest(m.delivered_seq, u.seq),
               read_at = ?, delivered_at = ?
          FROM (SELECT greatest(?::bigint,
                  (SELECT max(seq) FROM messages WHERE conversation_id = ? AND id = ANY (?))) AS seq) u
         WHERE m.conversation_id = ? AND m.user_id = ? AND u.seq IS NOT NULL\
        """,
        at,
        at,
        read.upToSeq(),
        read.conversationId(),
        ids,
        read.conversationId(),
        read.actorId());
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        var value = values[i];
        statement.setObject(
            i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
      }
      return statement.executeUpdate();
    }
  }

  static @Nullable String json(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
