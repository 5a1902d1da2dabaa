package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;

/// How long `rebuild-state` takes: `infra/bin/run-test-main stream-processor
/// io.viatra.chat.streams.rebuild.RebuildBench [messages]` writes a log of a hundred messages for
/// each conversation (half of them of two, half of three to twelve, over ten days) to a broker of
/// its own and prints each step.
final class RebuildBench {
  private static final int PARTITIONS = 6;
  private static final int EACH = 100;
  private static final Duration SPAN = Duration.ofDays(10);

  private final Random random = new Random(1);
  private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");

  private RebuildBench() {}

  public static void main(String[] args) throws Exception {
    int messages = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    var directory = Files.createTempDirectory("rebuild-bench");
    try (var town = new Town(directory, PARTITIONS)) {
      new RebuildBench().write(town, messages);
      for (var option : List.of("", "--dry-run")) {
        long began = System.nanoTime();
        int code = run(town, directory, option);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("rebuild-state %s: exit %d after %.1f s%n", option, code, seconds);
      }
    }
  }

  private static int run(Town town, Path directory, String option) {
    var env =
        Env.of(
            Map.of(
                "CHAT_KAFKA_BOOTSTRAP",
                town.kafka.bootstrapServers(),
                "CHAT_STREAMS_REPLICATION",
                "1"));
    var options = new ArrayList<>(List.of("--work=" + directory.resolve("work")));
    if (!option.isEmpty()) {
      options.add(option);
    }
    return new CommandLine(new RebuildState(env)).execute(options.toArray(String[]::new));
  }

  private void write(Town town, int messages) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", town.kafka.bootstrapServers(), "linger.ms", "20");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      int conversations = Math.max(1, messages / EACH);
      var chats = new ArrayList<Chat>();
      for (int i = 0; i < conversations; i++) {
        chats.add(new Chat(i));
        send(producer, chats.getLast().begun());
      }
      for (int round = 0; round < EACH; round++) {
        var at = begin.plus(SPAN.multipliedBy(round).dividedBy(EACH));
        for (var chat : chats) {
          send(producer, chat.message(at));
        }
      }
      chats.forEach(chat -> chat.receipts().forEach(receipt -> send(producer, receipt)));
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, ChatEvent event) {
    var id = event.conversationId().toString();
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.EVENTS.name(),
                Partitions.of(id, PARTITIONS),
                id.getBytes(StandardCharsets.UTF_8),
                Topics.EVENTS.codec().encode(event)));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, Receipt receipt) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.RECEIPTS.name(),
                Partitions.of(receipt.conversationId().toString(), PARTITIONS),
                receipt.key().getBytes(StandardCharsets.UTF_8),
                Topics.RECEIPTS.codec().encode(receipt)));
  }

  /// One conversation, as far as it has come.
  private final class Chat {
    private final UUID id = new UUID(0x0193_0000_0000_7000L, random.nextLong());
    private final List<String> people = new ArrayList<>();
    private long seq;

    Chat(int number) {
      int members = number % 2 == 0 ? 2 : 3 + random.nextInt(10);
      for (int i = 0; i < members; i++) {
        people.add("user-" + random.nextInt(1_000_000));
      }
    }

    ChatEvent begun() {
      var members = new ArrayList<Member>();
      people.stream().distinct().forEach(user -> members.add(new Member(user, Role.MEMBER, 0)));
      return new ConversationCreated(
          id, 1, begin, ConversationType.GROUP, people.getFirst(), members, "name", null, null);
    }

    ChatEvent message(Instant at) {
      seq++;
      var sender = people.get(random.nextInt(people.size()));
      var client = "client-" + seq;
      return new MessageSent(
          id,
          seq + 1,
          at,
          seq,
          MessageId.of(id, sender, client),
          sender,
          client,
          MessageType.TEXT,
          new MessageBody.Plain("words of a usual length, that say that somebody will be late"),
          null,
          null,
          null,
          null);
    }

    /// Everybody has read to some five messages before the end.
    List<Receipt> receipts() {
      return people.stream()
          .distinct()
          .map(user -> {
            long read = seq - random.nextInt(10);
            return new Receipt(id, user, seq, read, begin.plus(SPAN), begin.plus(SPAN));
          })
          .toList();
    }
  }
}
