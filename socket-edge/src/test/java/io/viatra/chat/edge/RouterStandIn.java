package io.viatra.chat.edge;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.PartitionTail;
import io.viatra.chat.runtime.kafka.TailSettings;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Plays sequencer and router: hears of sessions, answers them with snapshots, and puts into
/// mailboxes what a test says.
public final class RouterStandIn implements AutoCloseable {
  private final Metrics metrics = new Metrics("router-stand-in");
  private final Map<String, List<ConversationState>> standings = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<SessionRecord> heard = new ConcurrentLinkedQueue<>();
  private final PartitionTail tail;
  private volatile boolean answering = true;

  public RouterStandIn(String name) {
    var kafka = new KafkaSettings(TestInfrastructure.kafka().bootstrapServers(), Map.of());
    var _ = EdgeWorld.kafka();
    tail =
        PartitionTail.open(
            kafka,
            TailSettings.endOfAll("router-" + name, Topics.SESSIONS.name()),
            this::session,
            null,
            metrics);
    tail.positioned().join();
  }

  /// What snapshots will tell of a user.
  public void knows(String userId, ConversationState... states) {
    standings.put(userId, List.of(states));
  }

  /// From now on sessions get no snapshot, until [#answer].
  public void holdBack() {
    answering = false;
  }

  /// Answers everything that was held back.
  public void answer() {
    answering = true;
    heard.forEach(this::answer);
  }

  public List<SessionRecord> heard() {
    return List.copyOf(heard);
  }

  /// Says that a socket is one too many.
  public void displaces(int slot, String userId, String sid) {
    put(new SessionDisplaced(slot, userId, sid));
  }

  /// Puts a delivery into a slot's mailbox.
  public void deliver(int slot, Delivery delivery, List<String> users, UnreadChange... unread) {
    put(new MailboxDelivery(slot, users, delivery, List.of(unread)));
  }

  /// Puts bytes there that are no record.
  public void poison(int slot) {
    EdgeWorld.kafka()
        .produce(
            new ProducerRecord<>(
                Topics.MAILBOX.name(),
                slot,
                "key".getBytes(StandardCharsets.UTF_8),
                "{\"type\":".getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    tail.close();
    metrics.close();
  }

  private void session(ConsumerRecord<byte[], byte[]> record) {
    if (Topics.SESSIONS.codec().decode(record.value())
        instanceof Decoded.Value<SessionRecord>(SessionRecord session)) {
      heard.add(session);
      if (answering) {
        answer(session);
      }
    }
  }

  private void answer(SessionRecord session) {
    if (session instanceof SessionOpened opened) {
      var states = standings.getOrDefault(opened.userId(), List.of());
      long total = states.stream().mapToLong(ConversationState::unread).sum();
      put(new SessionSnapshot(opened.slot(), opened.userId(), opened.sid(), states, total));
    }
  }

  private void put(MailboxRecord record) {
    byte[] value = Topics.MAILBOX.codec().encode(record);
    EdgeWorld.kafka()
        .produce(
            new ProducerRecord<>(
                Topics.MAILBOX.name(),
                record.slot(),
                "key".getBytes(StandardCharsets.UTF_8),
                value));
  }
}
