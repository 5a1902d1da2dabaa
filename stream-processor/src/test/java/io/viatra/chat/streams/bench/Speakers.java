package io.viatra.chat.streams.bench;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Conversations and those who speak in them, one after the other; messages of 250 characters.
final class Speakers {
  private static final String TEXT = "x".repeat(250);

  private final Producer<byte[], byte[]> producer;
  private final int partitions;
  private final List<UUID> conversations = new ArrayList<>();
  private final AtomicInteger acked = new AtomicInteger();
  private final String name;
  private final String people;

  /// @param name of the people and their messages, unique in a broker
  Speakers(Producer<byte[], byte[]> producer, int partitions, String name) {
    this(producer, partitions, name, name);
  }

  /// @param name of the messages
  /// @param people what the ids of those who speak begin with
  Speakers(Producer<byte[], byte[]> producer, int partitions, String name, String people) {
    this.producer = producer;
    this.partitions = partitions;
    this.name = name;
    this.people = people;
  }

  String name() {
    return name;
  }

  /// @return everybody
  List<String> found(int count, int members) {
    var users = IntStream.range(0, members).mapToObj(i -> people + "-" + i).toList();
    for (int i = 0; i < count; i++) {
      var id = UUID.randomUUID();
      conversations.add(id);
      var others = users.subList(1, members);
      send(
          new CreateConversation(
              id, users.getFirst(), ConversationType.CHANNEL, others, null, null, null));
    }
    producer.flush();
    return users;
  }

  /// Sends as the clock says, or at once.
  ///
  /// @param perSecond 0 for as fast as it goes
  /// @param arrivals hears when each message is due
  void speak(int count, int perSecond, Arrivals arrivals) {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = perSecond == 0 ? System.nanoTime() : begun + i * 1_000_000_000L / perSecond;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int number = arrivals.due(due);
      send(message(conversations.get(i % conversations.size()), number));
    }
    producer.flush();
  }

  private SendMessage message(UUID id, int number) {
    var user = people + "-0";
    var client = Arrivals.CLIENT + name + "-" + number;
    return new SendMessage(
        id,
        user,
        MessageId.of(id, user, client),
        client,
        MessageType.TEXT,
        new MessageBody.Plain(TEXT),
        null,
        null,
        null,
        null);
  }

  /// Messages and conversations that the broker has.
  int acked() {
    return acked.get();
  }

  private void send(Command command) {
    var key = command.conversationId().toString();
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.COMMANDS.name(),
                Partitions.of(key, partitions),
                key.getBytes(StandardCharsets.UTF_8),
                Topics.COMMANDS.codec().encode(command)),
            (_, failure) -> {
              if (failure == null) {
                acked.incrementAndGet();
              }
            });
  }
}
