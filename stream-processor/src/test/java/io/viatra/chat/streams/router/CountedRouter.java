package io.viatra.chat.streams.router;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.simulation.CountedStore;
import io.viatra.chat.streams.simulation.Touched;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// One task of the router as Streams runs it, on real stores that count what is done to them.
public final class CountedRouter implements AutoCloseable {
  private final Metrics metrics = new Metrics("router");
  private final Map<String, CountedStore> stores = new TreeMap<>();
  private final int partition;
  private final MockProcessorContext<byte[], Outgoing> context;
  private final RouterProcessor processor;
  private final StoredState state;
  private long offset;

  public CountedRouter(Path directory, int partition, Instant now) {
    this.partition = partition;
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counted-router");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    var task = new TaskId(0, partition);
    context = new MockProcessorContext<>(properties, task, directory.toFile());
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    open(Stores.persistentKeyValueStore(RouterStores.HEADS).get());
    open(Stores.persistentKeyValueStore(RouterStores.INBOX).get());
    open(Stores.inMemoryKeyValueStore(RouterStores.SESSIONS).get());
    open(Stores.inMemoryKeyValueStore(RouterStores.PENDING).get());
    open(Stores.inMemoryKeyValueStore(RouterStores.NODES).get());
    processor =
        new RouterProcessor(RouterTimers.DEFAULTS, new RouterMeters(metrics), new LostLetters());
    processor.init(context);
    state = new StoredState(context);
  }

  private void open(KeyValueStore<Bytes, byte[]> store) {
    var counted = new CountedStore(store);
    counted.init(context.getStateStoreContext(), counted);
    stores.put(store.name(), counted);
  }

  /// A delivery.
  ///
  /// @return how many records it led to
  public int take(@Nullable Bytes key, Bytes value, Instant at) {
    context.setCurrentSystemTimeMs(at.toEpochMilli());
    context.setRecordMetadata(Topics.DELIVERIES.name(), partition, offset++);
    processor.process(new Record<>(key == null ? null : key.get(), value.get(), at.toEpochMilli()));
    int written = context.forwarded().size();
    context.resetForwards();
    return written;
  }

  /// What a socket is told that opens now.
  public SessionSnapshot open(String userId, Instant at) {
    var opened = new SessionOpened(userId, "s-" + userId, null, "edge-a", 0, 1, at);
    context.setRecordMetadata(Topics.SESSIONS.name(), partition, offset++);
    processor.process(
        new Record<>(
            userId.getBytes(StandardCharsets.UTF_8),
            Topics.SESSIONS.codec().encode(opened),
            at.toEpochMilli()));
    var written = List.copyOf(context.forwarded());
    context.resetForwards();
    return written.stream()
        .map(out -> out.record().value())
        .filter(Outgoing.ToMailbox.class::isInstance)
        .map(out -> ((Outgoing.ToMailbox) out).record())
        .filter(SessionSnapshot.class::isInstance)
        .map(SessionSnapshot.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// As a snapshot would have it; null for who is no member.
  public @Nullable ConversationState standing(String userId, UUID conversationId) {
    return RouterCore.standing(
        state.inbox(userId, conversationId), state.head(conversationId), conversationId);
  }

  /// Since it was asked last: to heads.
  public Touched heads() {
    return ofStore(RouterStores.HEADS);
  }

  /// Likewise, to the members' rows.
  public Touched inbox() {
    return ofStore(RouterStores.INBOX);
  }

  private Touched ofStore(String name) {
    var store = stores.get(name);
    return store == null ? Touched.NOTHING : store.touched();
  }

  @Override
  public void close() {
    processor.close();
    stores.values().forEach(CountedStore::close);
    metrics.close();
  }
}
