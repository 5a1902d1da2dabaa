package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// One partition of deliveries and sessions, and the task that routes them, at least once. Whenever
/// it has read as far as it ever did, it must know what a plain count of its deliveries says.
final class RouterSide {
  private final RouterStage stage;
  private final World world;
  private final List<Entry> deliveries = new ArrayList<>();
  private final List<Delivery> decoded = new ArrayList<>();
  private final List<Entry> sessions = new ArrayList<>();
  private final Pushes pushes;

  /// What a reader of `chat.unread.v1` has, by its key.
  private final Map<String, UnreadCount> counts = new HashMap<>();

  private Knowledge knowledge = new Knowledge();
  private Position position = new Position(0, 0);
  private Position committed = position;

  /// Deliveries that some life of the task has read.
  private int furthest;

  private int kills;

  private record Position(int deliveries, int sessions) {}

  RouterSide(RouterStage stage, World world) {
    this.stage = stage;
    this.world = world;
    pushes = new Pushes(world.model());
  }

  void append(Output output, long at) {
    deliveries.add(new Entry(deliveries.size(), output.key(), output.value(), at));
    decoded.add(output.decoded(Topics.DELIVERIES));
  }

  void appendSession(Entry entry) {
    sessions.add(new Entry(sessions.size(), entry.key(), entry.value(), entry.at()));
  }

  void heartbeat(Entry entry) {
    var _ = stage.take(Topics.NODES, entry, world.now());
  }

  boolean waits() {
    return position.deliveries < deliveries.size() || position.sessions < sessions.size();
  }

  int kills() {
    return kills;
  }

  @Nullable ConversationState standing(String user, UUID id) {
    return stage.standing(user, id);
  }

  Pushes pushes() {
    return pushes;
  }

  void take(int most, boolean sessionsFirst) {
    for (int i = 0; i < most && waits(); i++) {
      boolean session =
          position.sessions < sessions.size()
              && (sessionsFirst || position.deliveries == deliveries.size());
      if (session) {
        takeSession();
      } else {
        takeDelivery();
      }
    }
  }

  private void takeSession() {
    var entry = sessions.get(position.sessions);
    write(stage.take(Topics.SESSIONS, entry, world.now()));
    position = new Position(position.deliveries, position.sessions + 1);
  }

  private void takeDelivery() {
    var entry = deliveries.get(position.deliveries);
    var delivery = decoded.get(position.deliveries);
    var outputs = stage.take(Topics.DELIVERIES, entry, world.now());
    knowledge.learn(delivery);
    position = new Position(position.deliveries + 1, position.sessions);
    furthest = Math.max(furthest, position.deliveries);
    write(outputs);
    if (isAbreast()) {
      agree(UUID.fromString(new String(entry.keyBytes(), StandardCharsets.UTF_8)));
    }
  }

  private boolean isAbreast() {
    return position.deliveries == furthest;
  }

  private void agree(UUID id) {
    for (var user : knowledge.people()) {
      var known = knowledge.standing(user, id);
      var kept = stage.standing(user, id);
      Broken.unless(same(known, kept), "unread", "%s: kept %s, known %s", user, kept, known);
      long muted = stage.mutedUntil(user, id);
      long should = knowledge.mutedUntil(user, id);
      Broken.unless(muted == should, "settings", "%s muted until %d, not %d", user, muted, should);
    }
  }

  private void write(List<Output> outputs) {
    for (var output : outputs) {
      if (output.isOf(Topics.MAILBOX)) {
        var record = output.decoded(Topics.MAILBOX);
        Broken.unless(
            record.slot() == output.partition(), "records", "slot %d elsewhere", record.slot());
        if (record instanceof SessionSnapshot snapshot) {
          check(snapshot);
        }
        world.mailbox(record.slot()).add(record);
      } else if (output.isOf(Topics.PUSH_REQUESTS)) {
        push(output.decoded(Topics.PUSH_REQUESTS));
      } else if (output.isOf(Topics.UNREAD)) {
        count(output);
      }
    }
  }

  private void count(Output output) {
    var key = new String(Objects.requireNonNull(output.key()).get(), StandardCharsets.UTF_8);
    if (output.value() == null) {
      counts.remove(key);
    } else {
      counts.put(key, output.decoded(Topics.UNREAD));
    }
  }

  /// Null where the topic has none.
  @Nullable UnreadCount count(String user, UUID id) {
    return counts.get(user + "|" + id);
  }

  /// What was routed before is in it.
  private void check(SessionSnapshot snapshot) {
    var user = snapshot.userId();
    var states = new HashMap<Object, ConversationState>();
    snapshot.conversations().forEach(state -> states.put(state.conversationId(), state));
    for (var id : knowledge.conversations(user)) {
      var known = knowledge.standing(user, id);
      var state = states.get(id);
      boolean holds = isAbreast() ? same(known, state) : covers(known, state);
      Broken.unless(holds, "barrier", "%s is told %s, and is at %s", user, state, known);
    }
    long total = knowledge.total(user, world.now());
    boolean holds = !isAbreast() || snapshot.totalUnread() == total;
    Broken.unless(
        holds, "unread", "%s is told %d in all, not %d", user, snapshot.totalUnread(), total);
  }

  private static boolean same(@Nullable ConversationState one, @Nullable ConversationState other) {
    return one == null ? other == null : one.equals(other);
  }

  private static boolean covers(
      @Nullable ConversationState known, @Nullable ConversationState told) {
    return known == null || told == null || told.ver() >= known.ver();
  }

  private void push(PushRequest request) {
    var why =
        knowledge.settled(
            request.userId(), request.conversationId(), request.seq(), isAbreast(), world.now());
    Broken.unless(why == null, "push", "%s is %s", request, why);
    pushes.add(request, kills);
  }

  void tick() {
    write(stage.tick(world.now()));
  }

  void commit() {
    stage.commit();
    committed = position;
  }

  /// Perhaps while it writes what a delivery leads to.
  void kill(RandomGenerator dice) {
    boolean midway = position.deliveries < deliveries.size() && dice.nextBoolean();
    if (midway) {
      var outputs = stage.take(Topics.DELIVERIES, deliveries.get(position.deliveries), world.now());
      write(outputs.subList(0, dice.nextInt(outputs.size() + 1)));
    }
    stage.crash(dice, midway, world.now());
    kills++;
    position = committed;
    knowledge = new Knowledge();
    decoded.subList(0, position.deliveries).forEach(knowledge::learn);
  }

  void restart() {
    commit();
    stage.restart(world.now());
  }

  Map<String, Map<Bytes, Bytes>> rows() {
    return stage.rows();
  }

  void close() {
    stage.close();
  }
}
