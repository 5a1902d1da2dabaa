package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// Tells one task's core what has changed in the global store of heartbeats.
///
/// The store is written by Streams' global thread; this reads it on the task's thread, once a
/// second. Bound: one entry per key of the topic, as in [Nodes].
final class NodesView {
  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

  /// What was told, as bytes, so that an unchanged heartbeat is not parsed again.
  private final Map<Bytes, byte[]> told = new HashMap<>();

  NodesView(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void tell(Routing routing, long now) {
    Set<String> present = new HashSet<>();
    try (var all = store.all()) {
      while (all.hasNext()) {
        var next = all.next();
        present.add(new String(next.key.get(), StandardCharsets.UTF_8));
        if (!Arrays.equals(told.put(next.key, next.value), next.value)
            && Intake.heartbeat(next.key.get(), next.value)
                instanceof Decoded.Value<NodeHeartbeat>(var beat)) {
          routing.heard(beat, now);
        }
      }
    }
    told.keySet().removeIf(key -> !present.contains(new String(key.get(), StandardCharsets.UTF_8)));
    routing.present(present);
  }
}
