package io.viatra.chat.schemas.topic;

import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.stats.HourlyStats;
import java.time.Duration;
import java.util.List;

/// Every topic, declared once: created and asserted by the `topics` command, named by nobody else.
///
/// Co-partitioned: commands, events, receipts and crowd by conversation; deliveries, sessions,
/// devices and unread by user.
public final class Topics {
  /// Mailbox partitions, hence edge nodes at the most.
  public static final int SLOTS = 64;

  /// Above so many members a message goes through the crowd topic, not through deliveries.
  public static final int FANOUT_LIMIT = 1_000;

  public static final Topic<Command> COMMANDS =
      new Topic<>(
          "chat.commands.v1",
          "conversation",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofDays(14)).stampedByBroker(),
          Codec.json(Command.class, "command"));

  public static final Topic<ChatEvent> EVENTS =
      new Topic<>(
          "chat.events.v1",
          "conversation",
          Partitioning.BY_KEY,
          Retention.forEver(),
          Codec.json(ChatEvent.class, "event"));

  public static final Topic<Receipt> RECEIPTS =
      new Topic<>(
          "chat.receipts.v1",
          "conversation:user",
          Partitioning.BY_CONVERSATION,
          Retention.compact(Duration.ofDays(7)),
          Codec.json(Receipt.class, "receipt"));

  public static final Topic<Delivery> DELIVERIES =
      new Topic<>(
          "chat.deliveries.v1",
          "conversation",
          Partitioning.BY_USER,
          Retention.delete(Duration.ofHours(24)),
          Codec.json(Delivery.class, "delivery"));

  public static final Topic<CrowdRecord> CROWD =
      new Topic<>(
          "chat.crowd.v1",
          "conversation",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofHours(1)),
          Codec.json(CrowdRecord.class, "crowd"));

  public static final Topic<SessionRecord> SESSIONS =
      new Topic<>(
          "edge.sessions.v1",
          "user",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofHours(24)),
          Codec.json(SessionRecord.class, "session"));

  public static final Topic<NodeHeartbeat> NODES =
      new Topic<>(
          "edge.nodes.v1",
          "node",
          Partitioning.SINGLE,
          Retention.compact(Duration.ZERO),
          Codec.json(NodeHeartbeat.class, "node.heartbeat"));

  public static final Topic<MailboxRecord> MAILBOX =
      new Topic<>(
          "edge.mailbox.v1",
          "conversation or user",
          Partitioning.BY_SLOT,
          Retention.delete(Duration.ofHours(1)),
          Codec.json(MailboxRecord.class, "mailbox"));

  public static final Topic<Device> DEVICES =
      new Topic<>(
          "user.devices.v1",
          "user|device",
          Partitioning.BY_USER,
          Retention.compact(Duration.ZERO),
          Codec.json(Device.class, "device.registered"));

  public static final Topic<UnreadCount> UNREAD =
      new Topic<>(
          "chat.unread.v1",
          "user|conversation",
          Partitioning.BY_USER,
          Retention.compact(Duration.ZERO),
          Codec.json(UnreadCount.class, "unread.counted"));

  public static final Topic<PushRequest> PUSH_REQUESTS =
      new Topic<>(
          "push.requests.v1",
          "user",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofDays(3)),
          Codec.json(PushRequest.class, "push.requested"));

  public static final Topic<PushRequest> PUSH_RETRY =
      new Topic<>(
          "push.retry.v1",
          "user",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofDays(3)),
          Codec.json(PushRequest.class, "push.requested"));

  public static final Topic<PushResult> PUSH_RESULTS =
      new Topic<>(
          "push.results.v1",
          "user",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofDays(30)),
          Codec.json(PushResult.class, "push.decided"));

  /// One partition: some records an hour for each of the events' partitions, all that a reader
  /// wants.
  public static final Topic<HourlyStats> STATS =
      new Topic<>(
          "chat.stats.v1",
          "hour/partition",
          Partitioning.SINGLE,
          Retention.compactAndDelete(Duration.ofDays(400)),
          Codec.json(HourlyStats.class, "stats.hourly"));

  public static final Topic<byte[]> DEAD_LETTERS =
      new Topic<>(
          "chat.dlq.v1",
          "original key",
          Partitioning.BY_KEY,
          Retention.delete(Duration.ofDays(30)),
          Codec.raw("dead-letter"));

  private Topics() {}

  /// All of them, in the order in which a message meets them.
  public static List<Topic<?>> all() {
    return List.of(
        COMMANDS,
        EVENTS,
        RECEIPTS,
        DELIVERIES,
        CROWD,
        SESSIONS,
        NODES,
        MAILBOX,
        DEVICES,
        UNREAD,
        PUSH_REQUESTS,
        PUSH_RETRY,
        PUSH_RESULTS,
        STATS,
        DEAD_LETTERS);
  }
}
