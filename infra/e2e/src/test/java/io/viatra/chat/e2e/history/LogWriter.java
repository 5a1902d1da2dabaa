package io.viatra.chat.e2e.history;

import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes a population's history to the topics, in the order in which it would have happened: all
/// conversations at once. Of a hundred events 92 are messages, 4 reactions, 3 edits, 1 a deletion;
/// everybody has read up to somewhere.
final class LogWriter implements AutoCloseable {
  private static final Instant FIRST = Instant.parse("2025-11-01T00:00:00Z");
  private static final String TEXT =
      "The patient in bed four slept well, had breakfast, and asks when the physiotherapist comes."
          + " Blood pressure 120 over 80 at seven, temperature normal. Please look at the dressing"
          + " before noon, and call the family about the discharge on Friday. ";

  private final KafkaProducer<byte[], byte[]> producer;
  private final Population population;
  private final int partitions;
  private final Random random;
  private final long[] seqs;
  private final long[] vers;
  private long events;
  private volatile boolean failed;

  LogWriter(String bootstrap, Population population, int partitions, long seed) {
    this.population = population;
    this.partitions = partitions;
    this.random = new Random(seed);
    this.seqs = new long[population.size()];
    this.vers = new long[population.size()];
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "linger.ms",
                "20",
                "batch.size",
                Integer.toString(256 * 1024),
                "buffer.memory",
                Integer.toString(64 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// @return events written
  long write(long messages) {
    for (int rank = 0; rank < population.size(); rank++) {
      send(rank, created(rank));
    }
    for (long sent = 0; sent < messages; ) {
      int rank = population.drawn(random);
      int kind = seqs[rank] == 0 ? 99 : random.nextInt(100);
      if (kind >= 8) {
        send(rank, sent(rank));
        sent++;
      } else {
        send(rank, changed(rank, kind));
      }
    }
    for (int rank = 0; rank < population.size(); rank++) {
      receipts(rank);
    }
    producer.flush();
    if (failed) {
      throw new IllegalStateException("the broker refused records");
    }
    return events;
  }

  long seq(int rank) {
    return seqs[rank];
  }

  static UUID messageId(Population population, int rank, long seq) {
    return MessageId.of(population.id(rank), population.sender(rank, seq), client(seq));
  }

  private static String client(long seq) {
    return "client-" + seq;
  }

  private ConversationCreated created(int rank) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < population.memberCount(rank); i++) {
      members.add(
          new Member(
              Population.user(population.members(rank, i)), i == 0 ? Role.OWNER : Role.MEMBER, 0));
    }
    return new ConversationCreated(
        population.id(rank),
        ++vers[rank],
        now(),
        population.type(rank),
        members.getFirst().userId(),
        members,
        "Ward " + rank,
        null,
        null);
  }

  private MessageSent sent(int rank) {
    long seq = ++seqs[rank];
    int length = 20 + random.nextInt(TEXT.length() - 20);
    return new MessageSent(
        population.id(rank),
        ++vers[rank],
        now(),
        seq,
        messageId(population, rank, seq),
        population.sender(rank, seq),
        client(seq),
        MessageType.TEXT,
        new MessageBody.Plain(TEXT.substring(0, length)),
        null,
        null,
        null,
        null);
  }

  /// Of one of the newest hundred messages, as people do.
  private ChatEvent changed(int rank, int kind) {
    long seq = Math.max(1, seqs[rank] - random.nextInt(100));
    UUID id = population.id(rank);
    MessageRef target =
        new MessageRef(
            messageId(population, rank, seq),
            seq,
            population.sender(rank, seq),
            MessageType.TEXT,
            client(seq),
            now());
    long ver = ++vers[rank];
    if (kind == 0) {
      return new MessageDeleted(id, ver, now(), target, population.sender(rank, seq));
    }
    if (kind < 4) {
      return new MessageEdited(id, ver, now(), target, new MessageBody.Plain("Edited. " + TEXT));
    }
    String user =
        Population.user(population.members(rank, random.nextInt(population.memberCount(rank))));
    return new ReactionChanged(id, ver, now(), target, user, "👍", true);
  }

  private void receipts(int rank) {
    for (int i = 0; seqs[rank] > 0 && i < population.memberCount(rank); i++) {
      String user = Population.user(population.members(rank, i));
      // Most have read nearly all; some stopped long ago.
      long back = random.nextInt(10) == 0 ? random.nextLong(seqs[rank] + 1) : random.nextInt(4);
      long read = Math.max(1, seqs[rank] - back);
      Receipt receipt =
          new Receipt(population.id(rank), user, Math.max(read, seqs[rank]), read, now(), now());
      send(
          rank,
          Topics.RECEIPTS,
          receipt.key(),
          Topics.RECEIPTS.codec().encode(receipt),
          new CloudEvent(
              receipt.key() + ":" + read,
              "/sequencer",
              Topics.RECEIPTS.codec().type(receipt),
              now()));
    }
  }

  private void send(int rank, ChatEvent event) {
    events++;
    String key = population.id(rank).toString();
    send(
        rank,
        Topics.EVENTS,
        key,
        Topics.EVENTS.codec().encode(event),
        new CloudEvent(
            key + ":" + vers[rank], "/sequencer", Topics.EVENTS.codec().type(event), now()));
  }

  private void send(int rank, Topic<?> topic, String key, byte[] value, CloudEvent envelope) {
    int partition = Partitions.of(population.id(rank).toString(), partitions);
    ProducerRecord<byte[], byte[]> out =
        new ProducerRecord<>(topic.name(), partition, key.getBytes(StandardCharsets.UTF_8), value);
    header(out, envelope.headers());
    header(out, new CommandPosition(partition, events).headers());
    var _ =
        producer.send(
            out,
            (_, failure) -> {
              if (failure != null) {
                failed = true;
              }
            });
  }

  private static void header(ProducerRecord<byte[], byte[]> out, Map<String, String> headers) {
    headers.forEach((name, text) -> out.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private Instant now() {
    return FIRST.plusMillis(events * 3);
  }

  @Override
  public void close() {
    producer.close();
  }
}
