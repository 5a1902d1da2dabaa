package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.Samples;
import io.viatra.chat.runtime.lease.Lease;
import io.viatra.chat.runtime.lease.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Leases in memory, shared by any number of nodes. Everything happens when the test says so.
public final class FakeBus implements PresenceBus {
  /// What all nodes see.
  static final class Store {
    private final Map<String, Map<String, Instant>> leases = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final List<FakeBus> nodes = new ArrayList<>();
    private Instant now = Samples.AT;

    Instant now() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    void flush() {
      leases.clear();
      seen.clear();
    }
  }

  private final Store store;
  private final Devices devices;
  private final Set<String> looking = new LinkedHashSet<>();
  private PresenceBus.Hearer hearer;
  private boolean away;

  /// A node that nobody else hears.
  public FakeBus() {
    this(new Store(), PresenceSettings.DEFAULTS);
  }

  FakeBus(Store store, PresenceSettings settings) {
    this.store = store;
    this.devices = new Devices(settings);
    this.hearer = new Deaf();
    store.nodes.add(this);
  }

  void hearer(PresenceBus.Hearer all) {
    hearer = all;
  }

  void away(boolean now) {
    away = now;
  }

  @Override
  public void came(String device, String userId) {
    devices.came(device, userId);
  }

  @Override
  public void left(String device, Instant at) {
    devices.left(device, at);
  }

  @Override
  public void beat() {
    devices.beat();
  }

  @Override
  public void nudge() {}

  @Override
  public void look(String userId) {
    looking.add(userId);
  }

  @Override
  public void removed(String userId, UUID conversationId) {
    if (!away) {
      store.nodes.forEach(node -> node.hearer.removed(userId, conversationId));
    }
  }

  /// Does what a round over Redis does.
  void round() {
    if (away) {
      var asked = List.copyOf(looking);
      looking.clear();
      asked.forEach(id -> hearer.unseen(id, store.now, Duration.ofSeconds(1)));
      return;
    }
    write();
    while (!looking.isEmpty()) {
      String next = looking.iterator().next();
      looking.remove(next);
      Instant until =
          store.leases.getOrDefault(next, Map.of()).values().stream()
              .max(Instant::compareTo)
              .orElse(null);
      hearer.seen(next, new Sight(until, store.seen.get(next)), store.now);
    }
  }

  private void write() {
    var next = devices.next(1_000, store.now);
    Set<String> news = new LinkedHashSet<>();
    for (Lease lease : next.leases()) {
      var held = store.leases.computeIfAbsent(lease.holder(), _ -> new HashMap<>());
      held.values().removeIf(until -> !until.isAfter(store.now));
      if (held.put(lease.item(), lease.until()) == null || next.isNews(lease)) {
        news.add(lease.holder());
      }
      store.seen.put(lease.holder(), lease.seenAt());
    }
    next.written();
    news.forEach(id -> store.nodes.forEach(node -> node.hearer.changed(id)));
  }

  private static final class Deaf implements PresenceBus.Hearer {
    @Override
    public void changed(String userId) {}

    @Override
    public void missed() {}

    @Override
    public void seen(String userId, Sight sight, Instant at) {}

    @Override
    public void unseen(String userId, Instant at, Duration pause) {}

    @Override
    public void removed(String userId, UUID conversationId) {}
  }
}
