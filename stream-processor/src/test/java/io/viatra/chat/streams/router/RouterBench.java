package io.viatra.chat.streams.router;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionClosed;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The router on a test driver, with a clock that stands still unless told.
final class RouterBench implements AutoCloseable {
  static final String NODE = "edge-a";
  static final long EPOCH = 1_000;

  final Metrics metrics = new Metrics("router");
  private final Path directory;
  private TopologyTestDriver driver;
  private Instant now = Chat.AT;
  private int heartbeats;

  RouterBench(Path directory) {
    this.directory = directory;
    driver = driver();
    beat();
  }

  private TopologyTestDriver driver() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "chat-router");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    var topology = RouterTopology.build(RouterTimers.DEFAULTS, new RouterMeters(metrics));
    return new TopologyTestDriver(topology, config, now);
  }

  Instant now() {
    return now;
  }

  /// A new process over the same stores, as restored from their changelogs.
  void restart() {
    var names =
        List.of(
            RouterStores.HEADS, RouterStores.INBOX, RouterStores.SESSIONS, RouterStores.PENDING);
    List<List<KeyValue<Bytes, byte[]>>> kept =
        names.stream().map(name -> entries(driver, name)).toList();
    driver.close();
    driver = driver();
    for (int i = 0; i < names.size(); i++) {
      KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(names.get(i));
      kept.get(i).forEach(entry -> store.put(entry.key, entry.value));
    }
    beat();
  }

  private static List<KeyValue<Bytes, byte[]>> entries(TopologyTestDriver driver, String name) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(name);
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  long entries(String name) {
    return entries(driver, name).size();
  }

  InboxRow row(String user, Chat chat) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RouterStores.INBOX);
    byte[] value = store.get(StateKeys.inbox(user, chat.id));
    return value == null ? InboxRow.NONE : StateValues.inbox(value);
  }

  Head head(Chat chat) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RouterStores.HEADS);
    byte[] value = store.get(StateKeys.head(chat.id));
    return value == null ? Head.NONE : StateValues.head(value);
  }

  long unread(String user, Chat chat) {
    return row(user, chat).unread(head(chat));
  }

  // --- what comes in

  /// One heartbeat of the usual node, and a tick, so that it is heard.
  void beat() {
    heartbeat(NODE, 0, EPOCH);
    pass(Duration.ofSeconds(1));
  }

  void heartbeat(String node, int slot, long epoch) {
    var at = now.plusNanos(++heartbeats);
    send(Topics.NODES, node, new NodeHeartbeat(node, slot, epoch, at));
  }

  void goodbye(String node) {
    raw(Topics.NODES, bytes(node), null);
  }

  void open(String user, String sid) {
    open(user, sid, NODE, 0, EPOCH);
  }

  void open(String user, String sid, String node, int slot, long epoch) {
    send(Topics.SESSIONS, user, new SessionOpened(user, sid, "d", node, slot, epoch, now));
  }

  void close(String user, String sid) {
    send(Topics.SESSIONS, user, new SessionClosed(user, sid, NODE, 0, EPOCH, now));
  }

  void deliver(Chat chat, Delivery delivery) {
    deliver(chat, delivery, now);
  }

  /// @param recorded when the sequencer wrote it
  void deliver(Chat chat, Delivery delivery, Instant recorded) {
    byte[] value = Topics.DELIVERIES.codec().encode(delivery);
    raw(Topics.DELIVERIES, bytes(chat.id.toString()), value, recorded);
  }

  <T> void send(Topic<T> topic, String key, T value) {
    raw(topic, bytes(key), topic.codec().encode(value));
  }

  void raw(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
    raw(topic, key, value, now);
  }

  private void raw(
      Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value, Instant recorded) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput(key, value, recorded);
  }

  /// Lets time pass in steps of a second, with a heartbeat of the usual node in each.
  void live(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      heartbeat(NODE, 0, EPOCH);
      pass(Duration.ofSeconds(1));
    }
  }

  /// Lets time pass in silence.
  void silence(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      pass(Duration.ofSeconds(1));
    }
  }

  /// Lets time pass in one go: ticks that fall into it are one.
  void sleep(Duration time) {
    pass(time);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  // --- what goes out

  List<MailboxRecord> mailbox() {
    return out(Topics.MAILBOX).stream()
        .map(record -> decoded(Topics.MAILBOX, record.value()))
        .toList();
  }

  List<MailboxDelivery> deliveries() {
    return mailbox().stream()
        .filter(MailboxDelivery.class::isInstance)
        .map(MailboxDelivery.class::cast)
        .toList();
  }

  List<Long> seqs() {
    return deliveries().stream()
        .map(MailboxDelivery::delivery)
        .filter(MessageDelivery.class::isInstance)
        .map(delivery -> ((MessageDelivery) delivery).message().seq())
        .toList();
  }

  SessionSnapshot snapshot() {
    var all = mailbox();
    return (SessionSnapshot) all.getLast();
  }

  /// The last unread change for this user among what has come since the last look.
  @Nullable UnreadChange change(String user) {
    return deliveries().stream()
        .flatMap(delivery -> delivery.unread().stream())
        .filter(unread -> unread.userId().equals(user))
        .reduce((_, last) -> last)
        .orElse(null);
  }

  List<PushRequest> pushes() {
    return out(Topics.PUSH_REQUESTS).stream()
        .map(record -> decoded(Topics.PUSH_REQUESTS, record.value()))
        .toList();
  }

  /// As `user count`, or `user gone`, in their order.
  List<String> counts() {
    return out(Topics.UNREAD).stream()
        .map(record -> {
          String user = new String(record.key(), StandardCharsets.UTF_8).split("\\|", -1)[0];
          byte[] value = record.value();
          return user + (value == null ? " gone" : " " + decoded(Topics.UNREAD, value).count());
        })
        .toList();
  }

  List<TestRecord<byte[], byte[]>> out(Topic<?> topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  static <T> T decoded(Topic<T> topic, byte[] value) {
    return switch (topic.codec().decode(value)) {
      case Decoded.Value<T>(var known) -> known;
      case Decoded.Malformed<T>(var reason) -> throw new AssertionError(reason);
    };
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    driver.close();
    metrics.close();
  }
}
