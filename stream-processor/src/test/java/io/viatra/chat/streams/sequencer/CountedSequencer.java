package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Placed;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.TestSettings;
import io.viatra.chat.streams.simulation.CountedStore;
import io.viatra.chat.streams.simulation.Touched;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// One task of the sequencer as Streams runs it, on real stores that count what is done to them.
final class CountedSequencer implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RocksMemory memory = RocksMemory.of(64 * 1024 * 1024);
  private final Map<String, CountedStore> stores = new TreeMap<>();
  private final int partitions;
  private final MockProcessorContext<Placed, byte[]> context;
  private final SequencerProcessor processor;
  private long offset;

  /// @param partitions of commands and deliveries alike
  CountedSequencer(Path directory, int partitions, int fanoutMax) {
    this.partitions = partitions;
    var settings = TestSettings.alone("counted", directory);
    var properties = new Properties();
    properties.putAll(SequencerConfig.of(settings, memory));
    context = new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
    for (var name : SequencerTopology.STORES) {
      var store = new CountedStore(Stores.persistentKeyValueStore(name).get());
      store.init(context.getStateStoreContext(), store);
      stores.put(name, store);
    }
    var meters = new SequencerMeters(new SimpleMeterRegistry());
    processor = new SequencerProcessor(new SequencerLimits(partitions, fanoutMax, 100_000), meters);
    processor.init(context);
  }

  /// A record as it is written: whatever differs, differs here.
  record Sent(
      String sink,
      int partition,
      @Nullable Bytes key,
      Bytes value,
      Map<String, String> headers,
      Instant at) {
    static Sent of(String sink, Record<? extends Placed, ? extends byte[]> record) {
      var headers = new TreeMap<String, String>();
      record
          .headers()
          .forEach(header ->
              headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
      return new Sent(
          sink,
          record.key().partition(),
          record.key().key(),
          Bytes.wrap(record.value()),
          headers,
          Instant.ofEpochMilli(record.timestamp()));
    }

    /// Short, since a failed comparison prints them all.
    @Override
    public String toString() {
      var text = new String(value.get(), StandardCharsets.UTF_8);
      return "%s-%d %s".formatted(sink, partition, text.substring(0, Math.min(200, text.length())));
    }
  }

  /// What one command led to.
  ///
  /// @param touched by store, those alone to which something was done
  record Done(List<Sent> sent, Map<String, Touched> touched) {
    int bytes() {
      return sent.stream().mapToInt(each -> each.value().get().length).sum();
    }

    Touched touched(String store) {
      return touched.getOrDefault(store, Touched.NOTHING);
    }
  }

  Done take(Command command) {
    var id = command.conversationId().toString();
    int partition = Partitions.of(id, partitions);
    context.setRecordMetadata(Topics.COMMANDS.name(), partition, offset);
    processor.process(
        new Record<>(
            id.getBytes(StandardCharsets.UTF_8),
            Topics.COMMANDS.codec().encode(command),
            START.plusMillis(offset++).toEpochMilli()));
    var sent = new ArrayList<Sent>();
    context
        .forwarded()
        .forEach(out -> sent.add(Sent.of(out.childName().orElseThrow(), out.record())));
    context.resetForwards();
    var touched = new TreeMap<String, Touched>();
    stores.forEach((name, store) -> touched.put(name, store.touched()));
    touched.values().removeIf(Touched.NOTHING::equals);
    return new Done(List.copyOf(sent), touched);
  }

  @Override
  public void close() {
    processor.close();
    stores.values().forEach(CountedStore::close);
    memory.close();
  }
}
