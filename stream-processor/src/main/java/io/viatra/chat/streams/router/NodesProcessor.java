package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.streams.Kept;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps the heartbeats of all nodes in the global store. A global processor cannot write records,
/// so poison is left with [LostLetters] for a task to bury.
///
/// Streams' global thread. After a restart Streams replays the topic through here, or copies it:
/// therefore the store holds the topic's own bytes, and whoever reads it checks them again.
final class NodesProcessor implements Processor<byte[], byte[], Void, Void> {
  private final LostLetters poison;
  private @Nullable ProcessorContext<Void, Void> context;

  NodesProcessor(LostLetters poison) {
    this.poison = poison;
  }

  @Override
  public void init(ProcessorContext<Void, Void> begun) {
    context = begun;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (context == null) {
      throw new IllegalStateException("a record before the beginning");
    }
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(RouterStores.NODES);
    if (record.key() != null && record.value() == null) {
      var _ = store.delete(Bytes.wrap(record.key()));
      return;
    }
    switch (Intake.heartbeat(record.key(), record.value())) {
      case Decoded.Value<NodeHeartbeat> _ -> store.put(Bytes.wrap(record.key()), record.value());
      case Decoded.Malformed<NodeHeartbeat>(var code) -> {
        var at = context.recordMetadata().orElseThrow();
        var from = new Outgoing.Coordinates(at.topic(), at.partition(), at.offset());
        poison.offer(new Outgoing.ToDeadLetters(from, Kept.of(record.key(), record.value()), code));
      }
    }
  }
}
