package io.viatra.chat.edge;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.runtime.kafka.Published;
import io.viatra.chat.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Keeps what was published and lets the test say when it is durable.
public final class FakeOutlet implements Outlet {
  /// A record on its way.
  public record Sent(String topic, String key, Object value, CompletableFuture<Published> durable) {
    public void settle() {
      durable.complete(new Published(topic, 0, 0, Samples.AT));
    }
  }

  private final List<Sent> sent = new ArrayList<>();

  public List<Sent> sent() {
    return sent;
  }

  @Override
  public <T> CompletableFuture<Published> publish(Topic<T> topic, String key, T value) {
    var durable = new CompletableFuture<Published>();
    sent.add(new Sent(topic.name(), key, value, durable));
    return durable;
  }
}
