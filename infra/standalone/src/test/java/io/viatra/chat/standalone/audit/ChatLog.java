package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterNumbers;
import io.viatra.chat.streams.sequencer.SequencerNumbers;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Writes commands as the edges do, waits for what becomes of them, and forges records.
record ChatLog(KafkaProbe probe) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PREFIX = "chat";

  void tell(Command command) {
    var _ =
        probe.produce(
            Topics.COMMANDS.name(),
            command.conversationId().toString(),
            Topics.COMMANDS.codec().encode(command),
            Map.of());
  }

  void say(UUID id, String sender, String clientMessageId, @Nullable Long lastSeenSeq) {
    tell(
        new SendMessage(
            id,
            sender,
            MessageId.of(id, sender, clientMessageId),
            clientMessageId,
            MessageType.TEXT,
            new MessageBody.Plain("."),
            null,
            null,
            null,
            lastSeenSeq));
  }

  static MessageRef message(UUID id, String sender, String clientMessageId, long seq) {
    return new MessageRef(
        MessageId.of(id, sender, clientMessageId),
        seq,
        sender,
        MessageType.TEXT,
        clientMessageId,
        Instant.EPOCH);
  }

  void awaitEvents(int count) {
    var _ = probe.await(Topics.EVENTS.name(), PATIENCE, "events", seen -> seen.size() >= count);
  }

  void awaitReceipts(int count) {
    var _ = probe.await(Topics.RECEIPTS.name(), PATIENCE, "receipts", seen -> seen.size() >= count);
  }

  /// Until the router has said so.
  void awaitCount(String userId, UUID id, long count) {
    var key = userId + "|" + id;
    var _ =
        probe.await(
            Topics.UNREAD.name(),
            PATIENCE,
            key + " is " + count,
            seen ->
                seen.stream()
                    .anyMatch(record -> key.equals(record.key()) && count(record) == count));
  }

  private static long count(SeenRecord record) {
    return Topics.UNREAD.codec().decode(record.raw().value())
            instanceof Decoded.Value<UnreadCount>(var read)
        ? read.count()
        : -1;
  }

  byte[] member(UUID id, String userId) {
    return newest(SequencerNumbers.membersLog(PREFIX), memberKey(id, userId)).bytes();
  }

  void forgeMember(UUID id, String userId, byte @Nullable [] row) {
    forge(SequencerNumbers.membersLog(PREFIX), memberKey(id, userId), row);
  }

  byte[] conversation(UUID id) {
    return newest(SequencerNumbers.conversationsLog(PREFIX), idKey(id)).bytes();
  }

  void forgeConversation(UUID id, byte[] row) {
    forge(SequencerNumbers.conversationsLog(PREFIX), idKey(id), row);
  }

  byte[] inbox(String userId, UUID id) {
    return newest(RouterNumbers.inboxLog(PREFIX), inboxKey(userId, id)).bytes();
  }

  void forgeInbox(String userId, UUID id, byte @Nullable [] row) {
    forge(RouterNumbers.inboxLog(PREFIX), inboxKey(userId, id), row);
  }

  void forgeHead(UUID id, int partition, byte @Nullable [] row) {
    put(RouterNumbers.headsLog(PREFIX), partition, idKey(id), row);
  }

  void forgeCount(String userId, UUID id, long count, int partitions) {
    var value = new UnreadCount(id, userId, count, 9, 9, Instant.EPOCH);
    put(userId, id, Topics.UNREAD.codec().encode(value), partitions);
  }

  void forgeGarbledCount(String userId, UUID id, int partitions) {
    put(userId, id, new byte[] {'?'}, partitions);
  }

  private void put(String userId, UUID id, byte[] value, int partitions) {
    var key = (userId + "|" + id).getBytes(StandardCharsets.UTF_8);
    put(Topics.UNREAD.name(), Partitions.of(userId, partitions), key, value);
  }

  private SeenRecord newest(String topic, byte[] key) {
    return probe.read(topic).stream()
        .filter(record -> Arrays.equals(record.raw().key(), key))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /// Over the newest record of a key, where that lies.
  private void forge(String topic, byte[] key, byte @Nullable [] value) {
    put(topic, newest(topic, key).partition(), key, value);
  }

  private void put(String topic, int partition, byte[] key, byte @Nullable [] value) {
    var _ = probe.produce(new ProducerRecord<>(topic, partition, key, value));
  }

  private static byte[] idKey(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] memberKey(UUID id, String userId) {
    var user = userId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(16 + user.length).put(idKey(id)).put(user).array();
  }

  private static byte[] inboxKey(String userId, UUID id) {
    var user = userId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(user.length + 17).put(user).put((byte) 0).put(idKey(id)).array();
  }
}
