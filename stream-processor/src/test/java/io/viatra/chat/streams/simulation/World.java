package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionClosed;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/// Topics, tasks, edge nodes and the one clock of a run.
final class World implements AutoCloseable {
  /// When every run begins, ms.
  static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  /// After so long an edge that was silent tells of its sockets again.
  private static final long REANNOUNCED_MS = Duration.ofMinutes(5).toMillis();

  private static final long TICK_MS = 1_000;
  private static final int SLOTS = 3;

  private final Model model;
  private final Ledger ledger = new Ledger();
  private final List<SequencerSide> sequencers = new ArrayList<>();
  private final List<RouterSide> routers = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<Integer, List<MailboxRecord>> mailboxes = new TreeMap<>();
  private final List<CrowdRecord> crowd = new ArrayList<>();
  private final long leastMs;
  private long now = START;
  private long ticked = START;
  private long epoch = START;
  private int sids;

  World(Form form, Fault fault) {
    leastMs = form.leastMs();
    model = new Model(form.partitions());
    for (int i = 0; i < form.partitions(); i++) {
      sequencers.add(new SequencerSide(i, form.sequencer(i, fault), this));
      routers.add(new RouterSide(form.router(fault, now), this));
    }
  }

  Model model() {
    return model;
  }

  Ledger ledger() {
    return ledger;
  }

  List<SequencerSide> sequencers() {
    return sequencers;
  }

  List<RouterSide> routers() {
    return routers;
  }

  RouterSide router(int partition) {
    return routers.get(partition);
  }

  RouterSide routerOf(String user) {
    return routers.get(Partitions.of(user, routers.size()));
  }

  List<Edge> edges() {
    return edges;
  }

  List<MailboxRecord> mailbox(int slot) {
    return mailboxes.computeIfAbsent(slot, _ -> new ArrayList<>());
  }

  /// All partitions in one: nobody may rely on an order between conversations.
  List<CrowdRecord> crowd() {
    return crowd;
  }

  long now() {
    return now;
  }

  // --- commands

  void append(Command command) {
    var id = command.conversationId().toString();
    var lines = model.apply(command, Instant.ofEpochMilli(now));
    sequencers
        .get(Partitions.of(id, sequencers.size()))
        .append(bytes(id), Bytes.wrap(Topics.COMMANDS.codec().encode(command)), now, lines);
  }

  void appendGarbage(int partition, String key, String value) {
    sequencers.get(partition).append(bytes(key), bytes(value), now, null);
  }

  // --- edges

  void beginEdge() {
    for (int slot = 0; slot < SLOTS; slot++) {
      int free = slot;
      if (edges.stream().noneMatch(edge -> edge.slot == free)) {
        epoch = Math.max(now, epoch + 1);
        var edge = new Edge("edge-" + slot, slot, epoch, mailbox(slot).size());
        edges.add(edge);
        beat(edge);
        return;
      }
    }
  }

  private void beat(Edge edge) {
    var beat = new NodeHeartbeat(edge.name, edge.slot, edge.epoch, Instant.ofEpochMilli(now));
    var entry = entry(Topics.NODES, edge.name, beat);
    routers.forEach(router -> router.heartbeat(entry));
  }

  Device open(Edge edge, String user) {
    var device = new Device(user, "s" + ++sids, model, ledger, edge.crowds);
    edge.devices.put(device.sid, device);
    announce(edge, device);
    return device;
  }

  private void announce(Edge edge, Device device) {
    session(
        new SessionOpened(
            device.user,
            device.sid,
            "d",
            edge.name,
            edge.slot,
            edge.epoch,
            Instant.ofEpochMilli(now)));
  }

  void close(Edge edge, Device device) {
    edge.devices.remove(device.sid);
    session(
        new SessionClosed(
            device.user, device.sid, edge.name, edge.slot, edge.epoch, Instant.ofEpochMilli(now)));
  }

  private void session(SessionRecord record) {
    routerOf(record.userId()).appendSession(entry(Topics.SESSIONS, record.userId(), record));
  }

  /// In good order: every socket is closed, and the node says goodbye.
  void stop(Edge edge) {
    List.copyOf(edge.devices.values()).forEach(device -> close(edge, device));
    edges.remove(edge);
    var goodbye = new Entry(0, bytes(edge.name), null, now);
    routers.forEach(router -> router.heartbeat(goodbye));
  }

  /// It is heard again.
  void hear(Edge edge) {
    boolean long_ = !edge.beats() && now - edge.silentSince > REANNOUNCED_MS;
    edge.silentSince = 0;
    beat(edge);
    if (long_) {
      for (var device : edge.devices.values()) {
        device.wasSilent = true;
        announce(edge, device);
      }
    }
  }

  boolean read(Edge edge) {
    var box = mailbox(edge.slot);
    if (edge.position == box.size()) {
      return false;
    }
    edge.take(box.get(edge.position));
    return true;
  }

  boolean readCrowd(Edge edge) {
    if (edge.crowdPosition == crowd.size()) {
      return false;
    }
    edge.take(crowd.get(edge.crowdPosition));
    return true;
  }

  // --- time

  void pass(long millis) {
    now += Math.max(leastMs, millis);
    if (now - ticked >= TICK_MS) {
      ticked = now;
      edges.stream().filter(Edge::beats).forEach(this::beat);
      routers.forEach(RouterSide::tick);
    }
  }

  void passSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      pass(TICK_MS);
    }
  }

  private <T> Entry entry(Topic<T> topic, String key, T value) {
    return new Entry(0, bytes(key), Bytes.wrap(topic.codec().encode(value)), now);
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    sequencers.forEach(SequencerSide::close);
    routers.forEach(RouterSide::close);
  }
}
