package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.simulation.Broken;
import io.viatra.chat.streams.simulation.Entry;
import io.viatra.chat.streams.simulation.LoggedStore;
import io.viatra.chat.streams.simulation.Output;
import io.viatra.chat.streams.simulation.RouterStage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/// One task of the router without Streams: intake, rules and rows are the real ones, the stores lie
/// in memory. At-least-once: what was put since the last commit may be in each changelog up to a
/// different record.
public final class RouterCore implements RouterStage {
  private static final int THOROUGH_TICKS = 30;

  private final RouterFault.Mutation fault;
  private final Map<String, LoggedStore> stores = new TreeMap<>();
  private final LoggedStore nodes = new LoggedStore(RouterStores.NODES);
  private StoredState state;
  private Routing routing;
  private NodesView view;
  private long ticks;

  /// @param wrong that its rules are to be
  public RouterCore(RouterFault wrong, long now) {
    fault = wrong.open();
    List.of(RouterStores.HEADS, RouterStores.INBOX, RouterStores.SESSIONS, RouterStores.PENDING)
        .forEach(name -> stores.put(name, new LoggedStore(name)));
    state = new StoredState(context());
    routing = new Routing(fault.around(state), RouterTimers.DEFAULTS);
    view = new NodesView(nodes);
    view.tell(routing, now);
  }

  private void begin(long now) {
    state = new StoredState(context());
    routing = new Routing(fault.around(state), RouterTimers.DEFAULTS);
    view = new NodesView(nodes);
    view.tell(routing, now);
    routing.meetRestored(now);
  }

  /// The rows ask it for nothing but their stores.
  private ProcessingContext context() {
    return (ProcessingContext)
        Proxy.newProxyInstance(
            RouterCore.class.getClassLoader(),
            new Class<?>[] {ProcessingContext.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getStateStore") && arguments != null) {
                return stores.get((String) arguments[0]);
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public List<Output> take(Topic<?> topic, Entry entry, long now) {
    stores.values().forEach(LoggedStore::begun);
    if (topic.name().equals(Topics.NODES.name())) {
      heartbeat(entry);
      return List.of();
    }
    if (topic.name().equals(Topics.SESSIONS.name())) {
      SessionRecord session = read(Intake.session(entry.keyBytes(), entry.valueBytes()));
      fault.current = session;
      return carryOut(routing.decide(session, now));
    }
    Delivery delivery = read(Intake.delivery(entry.keyBytes(), entry.valueBytes()));
    fault.current = delivery;
    var outputs = new ArrayList<Output>(carryOut(routing.decide(delivery, entry.at(), now)));
    if (routing.countsAreFull()) {
      outputs.addAll(carryOut(routing.counts(now)));
    }
    return outputs;
  }

  private void heartbeat(Entry entry) {
    var key = entry.key();
    if (key != null && entry.value() == null) {
      var _ = nodes.delete(key);
    } else if (key != null) {
      NodeHeartbeat _ = read(Intake.heartbeat(key.get(), entry.valueBytes()));
      nodes.put(key, entry.valueBytes());
    }
  }

  private static <T> T read(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Value<T>(var known) -> known;
      case Decoded.Malformed<T>(var reason) ->
          throw new Broken("records", "the router refuses what was written for it: " + reason);
    };
  }

  @Override
  public List<Output> tick(long now) {
    stores.values().forEach(LoggedStore::begun);
    ticks++;
    view.tell(routing, now);
    fault.current = null;
    var outputs = new ArrayList<Output>(carryOut(routing.counts(now)));
    fault.ticking = true;
    outputs.addAll(carryOut(routing.sweep(ticks % THOROUGH_TICKS == 0, now)));
    outputs.addAll(carryOut(routing.push(now)));
    fault.ticking = false;
    return outputs;
  }

  private List<Output> carryOut(Decision decided) {
    var decision = fault.decided(decided, state);
    var outputs = new ArrayList<Output>();
    decision.outgoing().forEach(outgoing -> outputs.add(output(outgoing)));
    decision.puts().forEach(state::put);
    return outputs;
  }

  private static Output output(Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.ToMailbox(var key, var record) ->
          new Output(
              Topics.MAILBOX,
              record.slot(),
              text(key),
              Bytes.wrap(Topics.MAILBOX.codec().encode(record)),
              null);
      case Outgoing.ToPush(var request) ->
          new Output(
              Topics.PUSH_REQUESTS,
              0,
              text(request.userId()),
              Bytes.wrap(Topics.PUSH_REQUESTS.codec().encode(request)),
              null);
      case Outgoing.ToUnread(var user, var id, var count) ->
          new Output(
              Topics.UNREAD,
              0,
              text(user + "|" + id),
              count == null ? null : Bytes.wrap(Topics.UNREAD.codec().encode(count)),
              null);
      case Outgoing.ToDeadLetters letter ->
          throw new Broken("records", "the router buried " + letter.code());
    };
  }

  private static Bytes text(String key) {
    return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable ConversationState standing(String userId, UUID conversationId) {
    return standing(
        state.inbox(userId, conversationId), state.head(conversationId), conversationId);
  }

  @Override
  public long mutedUntil(String userId, UUID conversationId) {
    return state.inbox(userId, conversationId).mute().until();
  }

  static @Nullable ConversationState standing(InboxRow row, Head head, UUID id) {
    return row.member()
        ? new ConversationState(
            id,
            head.ver(),
            head.lastSeq(),
            row.marks().read(),
            row.unread(head),
            row.joinedSeq(),
            row.ver())
        : null;
  }

  @Override
  public void commit() {
    stores.values().forEach(LoggedStore::committed);
  }

  @Override
  public void crash(RandomGenerator dice, boolean midway, long now) {
    stores.values().forEach(store -> store.takeBackSome(dice, midway));
    commit();
    begin(now);
  }

  @Override
  public void restart(long now) {
    begin(now);
  }

  @Override
  public Map<String, Map<Bytes, Bytes>> rows() {
    return LoggedStore.copies(stores);
  }

  @Override
  public void close() {}
}
