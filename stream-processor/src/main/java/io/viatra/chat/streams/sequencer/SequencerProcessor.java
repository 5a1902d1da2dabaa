package io.viatra.chat.streams.sequencer;

import io.viatra.chat.streams.Placed;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// One command in, its rows put, its records out; all the thinking is done elsewhere.
///
/// Streams calls `init` again on the same object when it revives a task whose transaction was
/// aborted, so everything that is only in memory is made there.
final class SequencerProcessor implements Processor<byte[], byte[], Placed, byte[]> {
  private final SequencerLimits limits;
  private final SequencerMeters meters;
  private final CommandReader reader;
  private @Nullable Task task;

  SequencerProcessor(SequencerLimits limits, SequencerMeters meters) {
    this.limits = limits;
    this.meters = meters;
    reader = new CommandReader(limits.partitions());
  }

  /// What belongs to one task between `init` and `close`.
  private record Task(
      ProcessorContext<Placed, byte[]> context, StoredState state, Sequencer sequencer) {}

  @Override
  public void init(ProcessorContext<Placed, byte[]> context) {
    var rosters = new Rosters(limits.rosterMembersMax(), meters);
    var state = new StoredState(StoredState.Stores.of(context), rosters, limits.partitions());
    var sequencer = new Sequencer(state, limits.partitions(), limits.fanoutMax());
    task = new Task(context, state, sequencer);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var current = task;
    if (current == null) {
      throw new IllegalStateException("not initialised");
    }
    var incoming = incoming(record, current.context().recordMetadata().orElseThrow());
    var decision =
        switch (reader.read(record.key(), record.value(), incoming.partition(), incoming.at())) {
          case CommandReader.Reading.Clear(var command, var fingerprint) ->
              current.sequencer().decide(command, fingerprint, incoming.at());
          case CommandReader.Reading.Poison(var code) ->
              Decision.unchanged(Outcome.POISON, new Emission.ToDeadLetters(code));
        };
    var outbox = new Outbox((sink, out) -> current.context().forward(out, sink), incoming);
    decision.urgentFirst().forEach(outbox::write);
    current.state().put(decision.rows());
    meters.decided(decision);
  }

  private static Incoming incoming(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return new Incoming(
        wrap(record.key()),
        wrap(record.value()),
        metadata.partition(),
        metadata.offset(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private static @Nullable Bytes wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : Bytes.wrap(bytes);
  }

  @Override
  public void close() {
    task = null;
  }
}
