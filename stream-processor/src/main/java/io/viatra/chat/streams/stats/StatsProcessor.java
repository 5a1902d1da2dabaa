package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// One partition of the events: folds messages, and every five seconds says which hours changed.
///
/// Only messages are parsed; what an event is stands in its header. One that cannot be read is
/// counted and passed over: it is a dead letter of the sink already.
///
/// One Streams thread at a time.
final class StatsProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String TURNS = "turns";
  static final String HOURS = "hours";

  private static final Duration SAY = Duration.ofSeconds(5);
  private static final byte[] MESSAGE =
      "io.viatra.chat.message.sent.v1".getBytes(StandardCharsets.UTF_8);

  private final StatsMeters meters;
  private final TreeSet<Long> unsaid = new TreeSet<>();
  private @Nullable Task task;

  /// What there is from `init` to `close`.
  private record Task(
      ProcessorContext<byte[], byte[]> context, StoredStats state, Folding folding) {}

  StatsProcessor(StatsMeters meters) {
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    var state = new StoredStats(context.getStateStore(TURNS), context.getStateStore(HOURS));
    task = new Task(context, state, new Folding(new Noted(state, unsaid)));
    unsaid.clear();
    unsaid.addAll(state.unsaid());
    var _ = context.schedule(SAY, PunctuationType.WALL_CLOCK_TIME, _ -> say());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var type = record.headers().lastHeader(CloudEvent.TYPE);
    if (type == null || !Arrays.equals(type.value(), MESSAGE)) {
      return;
    }
    Decoded<ChatEvent> decoded = Topics.EVENTS.codec().decode(record.value());
    switch (decoded) {
      case Decoded.Value<ChatEvent>(var event) -> {
        if (event instanceof MessageSent message) {
          meters.count(running().folding().fold(message));
        }
      }
      case Decoded.Malformed<ChatEvent> _ -> meters.unreadable();
    }
  }

  private Task running() {
    if (task == null) {
      throw new IllegalStateException("a record before the beginning");
    }
    return task;
  }

  private void say() {
    var now = running();
    int partition = now.context().taskId().partition();
    for (long hour : unsaid) {
      var row = now.state().hour(hour);
      row.said();
      now.state().put(hour, row);
      now.context().forward(record(row.stats(hour, partition)));
    }
    unsaid.clear();
  }

  /// Its time is its hour, so retention goes by what it is about.
  private static Record<byte[], byte[]> record(HourlyStats stats) {
    var codec = Topics.STATS.codec();
    var headers = new RecordHeaders();
    new CloudEvent(stats.key(), "/stats", codec.type(stats), stats.hour())
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return new Record<>(
        stats.key().getBytes(StandardCharsets.UTF_8),
        codec.encode(stats),
        Math.max(0, stats.hour().toEpochMilli()),
        headers);
  }

  @Override
  public void close() {
    task = null;
  }
}
