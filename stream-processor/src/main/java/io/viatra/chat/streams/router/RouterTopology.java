package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RecordTime;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/// The router as Streams sees it: two co-partitioned sources, one processor, four sinks, and the
/// heartbeats of all nodes beside it. One sub-topology, so a delivery is one hop from its mailbox.
final class RouterTopology {
  static final String DEAD_LETTERS = "dead-letters";
  private static final String ROUTER = "router";
  private static final String MAILBOX = "mailbox";
  private static final String PUSHES = "push-requests";
  private static final String UNREAD = "unread";

  private RouterTopology() {}

  static Topology build(RouterTimers timers, RouterMeters meters) {
    var poison = new LostLetters();
    var bytes = new ByteArrayDeserializer();
    var time = new RecordTime();
    var topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                "deliveries",
                time,
                bytes,
                bytes,
                Topics.DELIVERIES.name())
            .addSource(
                AutoOffsetReset.earliest(),
                "sessions-in",
                time,
                bytes,
                bytes,
                Topics.SESSIONS.name())
            .addProcessor(
                ROUTER,
                () -> new RouterProcessor(timers, meters, poison),
                "deliveries",
                "sessions-in");
    RouterStores.local().forEach(store -> topology.addStateStore(store, ROUTER));
    return topology
        .addGlobalStore(
            RouterStores.nodes(),
            "heartbeats",
            time,
            bytes,
            bytes,
            Topics.NODES.name(),
            "nodes-in",
            () -> new NodesProcessor(poison))
        .addSink(
            MAILBOX,
            Topics.MAILBOX.name(),
            new ByteArraySerializer(),
            value(),
            (_, _, outgoing, _) -> slot(outgoing),
            ROUTER)
        .addSink(
            UNREAD,
            Topics.UNREAD.name(),
            new ByteArraySerializer(),
            value(),
            (_, _, outgoing, partitions) -> user(outgoing, partitions),
            ROUTER)
        .addSink(PUSHES, Topics.PUSH_REQUESTS.name(), new ByteArraySerializer(), value(), ROUTER)
        .addSink(
            DEAD_LETTERS, Topics.DEAD_LETTERS.name(), new ByteArraySerializer(), value(), ROUTER);
  }

  static String sinkOf(Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.ToMailbox _ -> MAILBOX;
      case Outgoing.ToPush _ -> PUSHES;
      case Outgoing.ToUnread _ -> UNREAD;
      case Outgoing.ToDeadLetters _ -> DEAD_LETTERS;
    };
  }

  static Optional<Set<Integer>> slot(Outgoing outgoing) {
    return outgoing instanceof Outgoing.ToMailbox(_, var record)
        ? Optional.of(Set.of(record.slot()))
        : Optional.empty();
  }

  static Optional<Set<Integer>> user(Outgoing outgoing, int partitions) {
    return outgoing instanceof Outgoing.ToUnread(var userId, _, _)
        ? Optional.of(Set.of(Partitions.of(userId, partitions)))
        : Optional.empty();
  }

  private static Serializer<Outgoing> value() {
    return (_, outgoing) -> encoded(outgoing);
  }

  private static byte @Nullable [] encoded(Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.ToMailbox(_, var record) -> Topics.MAILBOX.codec().encode(record);
      case Outgoing.ToPush(var request) -> Topics.PUSH_REQUESTS.codec().encode(request);
      case Outgoing.ToUnread(_, _, var count) ->
          count == null ? null : Topics.UNREAD.codec().encode(count);
      case Outgoing.ToDeadLetters letter -> letter.kept().value();
    };
  }
}
