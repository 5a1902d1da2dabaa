package io.viatra.chat.streams.router;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// What Streams sees of a task: its beginning, its records, its clock and its end.
///
/// One Streams thread at a time.
final class RouterProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  /// One look at the pending pushes and the heartbeats a second.
  private static final Duration TICK = Duration.ofSeconds(1);

  /// How long counts may wait for each other.
  private static final Duration COUNTS = Duration.ofMillis(200);

  private final RouterTimers timers;
  private final RouterMeters meters;
  private final LostLetters poison;
  private @Nullable RouterTask task;

  RouterProcessor(RouterTimers timers, RouterMeters meters, LostLetters poison) {
    this.timers = timers;
    this.meters = meters;
    this.poison = poison;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    var begun = new RouterTask(context, timers, meters, poison);
    task = begun;
    var _ = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, begun::tick);
    var _ = context.schedule(COUNTS, PunctuationType.WALL_CLOCK_TIME, begun::count);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (task == null) {
      throw new IllegalStateException("a record before the beginning");
    }
    task.process(record);
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
      task = null;
    }
  }
}
