package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Placed;
import io.viatra.chat.streams.simulation.Entry;
import io.viatra.chat.streams.simulation.LoggedStore;
import io.viatra.chat.streams.simulation.Output;
import io.viatra.chat.streams.simulation.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// One task of the sequencer without Streams: reader, rules, rows and outbox are the real ones, the
/// stores lie in memory. Exactly-once: a crash takes back everything since the last commit.
public final class SequencerCore implements Stage {
  private static final SequencerMeters METERS = new SequencerMeters(new SimpleMeterRegistry());
  private static final Map<String, Topic<?>> TOPICS =
      Map.of(
          SequencerTopology.EVENTS, Topics.EVENTS,
          SequencerTopology.RECEIPTS, Topics.RECEIPTS,
          SequencerTopology.DELIVERIES, Topics.DELIVERIES,
          SequencerTopology.CROWD, Topics.CROWD,
          SequencerTopology.DEAD_LETTERS, Topics.DEAD_LETTERS);

  private final int partition;
  private final SequencerLimits limits;
  private final SequencerFault.Mutation fault;
  private final CommandReader reader;
  private final Map<String, LoggedStore> stores = new TreeMap<>();
  private StoredState state;
  private Sequencer sequencer;

  /// @param fanoutMax members above which a conversation is a crowd
  /// @param wrong that its rules are to be
  public SequencerCore(int partition, int partitions, int fanoutMax, SequencerFault wrong) {
    this.partition = partition;
    fault = wrong.open();
    limits = new SequencerLimits(partitions, fanoutMax, 100_000);
    reader = new CommandReader(partitions);
    SequencerTopology.STORES.forEach(name -> stores.put(name, new LoggedStore(name)));
    state = stored();
    sequencer = new Sequencer(fault.around(state), partitions, limits.fanoutMax());
  }

  /// A new task over the rows: what was only in memory is gone.
  private void begin() {
    state = stored();
    fault.restored(state, conversations());
    sequencer = new Sequencer(fault.around(state), limits.partitions(), limits.fanoutMax());
  }

  private StoredState stored() {
    return new StoredState(
        new StoredState.Stores(
            store(SequencerTopology.CONVERSATIONS),
            store(SequencerTopology.FRAMES),
            store(SequencerTopology.MEMBERS),
            store(SequencerTopology.RECENT),
            store(SequencerTopology.CHANGES),
            store(SequencerTopology.REACTIONS),
            store(SequencerTopology.DEDUPE)),
        new Rosters(limits.rosterMembersMax(), METERS),
        limits.partitions());
  }

  private List<UUID> conversations() {
    var ids = new ArrayList<UUID>();
    try (var rows = store(SequencerTopology.CONVERSATIONS).all()) {
      rows.forEachRemaining(row -> {
        var key = ByteBuffer.wrap(row.key.get());
        ids.add(new UUID(key.getLong(), key.getLong()));
      });
    }
    return ids;
  }

  private LoggedStore store(String name) {
    var store = stores.get(name);
    if (store == null) {
      throw new IllegalArgumentException(name);
    }
    return store;
  }

  @Override
  public List<Output> take(Topic<?> topic, Entry entry, long now) {
    var at = Instant.ofEpochMilli(entry.at());
    var incoming = new Incoming(entry.key(), entry.value(), partition, entry.offset(), at);
    var decision = decide(entry, at);
    var outputs = new ArrayList<Output>();
    var outbox = new Outbox((sink, record) -> outputs.add(output(sink, record)), incoming);
    decision.urgentFirst().forEach(outbox::write);
    state.put(decision.rows());
    return outputs;
  }

  private Decision decide(Entry entry, Instant at) {
    return switch (reader.read(entry.keyBytes(), entry.valueBytes(), partition, at)) {
      case CommandReader.Reading.Clear(var command, var fingerprint) ->
          fault.decided(sequencer.decide(fault.heard(command), fingerprint, at));
      case CommandReader.Reading.Poison(var code) ->
          Decision.unchanged(Outcome.POISON, new Emission.ToDeadLetters(code));
    };
  }

  private static Output output(String sink, Record<Placed, byte[]> record) {
    var topic = TOPICS.get(sink);
    if (topic == null) {
      throw new IllegalStateException("no such sink " + sink);
    }
    byte @Nullable [] value = record.value();
    return new Output(
        topic,
        record.key().partition(),
        record.key().key(),
        value == null ? null : Bytes.wrap(value),
        position(record.headers(), 0));
  }

  /// @param base of the offsets of whoever wrote them
  static @Nullable CommandPosition position(Headers headers, long base) {
    var partition = headers.lastHeader(CommandPosition.PARTITION);
    var offset = headers.lastHeader(CommandPosition.OFFSET);
    return partition == null || offset == null
        ? null
        : new CommandPosition(
            Integer.parseInt(text(partition.value())), base + Long.parseLong(text(offset.value())));
  }

  private static String text(byte[] header) {
    return new String(header, StandardCharsets.UTF_8);
  }

  @Override
  public List<Output> tick(long now) {
    return List.of();
  }

  @Override
  public void commit() {
    stores.values().forEach(LoggedStore::committed);
  }

  @Override
  public void crash(RandomGenerator dice, boolean midway, long now) {
    stores.values().forEach(LoggedStore::takeBack);
    begin();
  }

  @Override
  public void restart(long now) {
    begin();
  }

  @Override
  public Map<String, Map<Bytes, Bytes>> rows() {
    return LoggedStore.copies(stores);
  }

  @Override
  public void close() {}
}
