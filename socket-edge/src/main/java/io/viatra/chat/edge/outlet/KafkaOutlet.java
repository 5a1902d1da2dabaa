package io.viatra.chat.edge.outlet;

import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.kafka.Published;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Records to Kafka, in their envelope. The partition is the key's hash: everything an edge writes
/// goes to keyed topics or to one with a single partition.
public final class KafkaOutlet implements Outlet {
  private final Publisher publisher;
  private final String source;
  private final InstantSource clock;

  /// @param node names this process in the envelope's source
  public KafkaOutlet(Publisher publisher, String node, InstantSource clock) {
    this.publisher = publisher;
    this.source = "/edge/" + node;
    this.clock = clock;
  }

  @Override
  public <T> CompletableFuture<Published> publish(Topic<T> topic, String key, T value) {
    var codec = topic.codec();
    var envelope =
        new CloudEvent(Ids.next().toString(), source, codec.type(value), clock.instant());
    var headers = new RecordHeaders();
    envelope
        .headers()
        .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return publisher.publish(
        topic.name(), null, key.getBytes(StandardCharsets.UTF_8), codec.encode(value), headers);
  }
}
