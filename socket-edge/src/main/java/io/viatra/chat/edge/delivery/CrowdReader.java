package io.viatra.chat.edge.delivery;

import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.runtime.kafka.RecordHandler;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.topic.Topics;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes one crowd record after the other, of all partitions.
public final class CrowdReader implements RecordHandler {
  private final Turn turn;
  private final LiveDelivery live;
  private final Barrier barrier;

  public CrowdReader(Turn turn, LiveDelivery live, Barrier barrier) {
    this.turn = turn;
    this.live = live;
    this.barrier = barrier;
  }

  @Override
  public void handle(ConsumerRecord<byte[], byte[]> record) {
    switch (Topics.CROWD.codec().decode(record.value())) {
      case Decoded.Malformed<CrowdRecord>(String reason) ->
          throw new PoisonException(reason.replace('-', '_').toUpperCase(Locale.ROOT));
      case Decoded.Value<CrowdRecord>(var crowd) ->
          turn.take(() -> live.deliver(crowd, record.serializedValueSize()));
    }
  }

  /// Nobody knows of which crowds the lost records were.
  @Override
  public void skipped() {
    turn.take(barrier::lost);
  }
}
