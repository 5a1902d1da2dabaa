package io.viatra.chat.edge.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// A node whose users are in one crowd, and what both ways bring it. Tests extend it.
class CrowdScene {
  static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  static final ObjectMapper JSON = new ObjectMapper();
  static final UUID CROWD = new UUID(1, 2);
  static final int WAITING_MAX = 10;
  static final int EARLY_MAX = 50;

  final FakeSessions sessions = new FakeSessions();
  final Metrics metrics = new Metrics("test");
  long now;
  final Handover handover = new Handover((_, _) -> {}, metrics);
  final Crowds crowds =
      new Crowds(
          sessions.sessions(), handover, metrics, new Waiters(() -> now, WAITING_MAX, EARLY_MAX));
  final Barrier barrier = new Barrier(sessions.sessions(), handover, crowds);
  final LiveDelivery live =
      new LiveDelivery(
          sessions.sessions(),
          new MessageIndex(),
          crowds,
          handover,
          InstantSource.fixed(AT),
          metrics);

  Session member(String user, long ver) {
    var session = sessions.open(user);
    barrier.reached(snapshot(session, ver));
    return session;
  }

  static SessionSnapshot snapshot(Session session, long ver) {
    return snapshot(session, ver, 1);
  }

  static SessionSnapshot snapshot(Session session, long ver, long since) {
    var state = new ConversationState(CROWD, ver, ver, 0, 0, 0L, since);
    return new SessionSnapshot(0, session.userId(), session.sid(), List.of(state), 0);
  }

  void happened(long ver) {
    live.deliver(new CrowdRecord(message(ver), null, null), 100);
  }

  void mailed(String user, Delivery delivery) {
    live.deliver(new MailboxDelivery(0, List.of(user), delivery, List.of()));
  }

  MessageDelivery message(long ver) {
    return message(CROWD, ver);
  }

  static MessageDelivery message(UUID conversation, long ver) {
    return new MessageDelivery(Samples.message(conversation, ver, ver, "somebody"), List.of());
  }

  static ConversationDelivery frame(long ver, String user, long joinedSeq) {
    var member = new MemberState(user, Role.MEMBER, joinedSeq, joinedSeq, joinedSeq, null);
    return new ConversationDelivery(conversation(ver, member), List.of(user));
  }

  static ConversationSnapshot conversation(long ver, MemberState... members) {
    return new ConversationSnapshot(
        CROWD, ver, AT, ConversationType.CHANNEL, "all", null, null, ver, AT, List.of(members));
  }

  void later() {
    now += Waiters.PATIENCE_NANOS + 1;
    crowds.tick();
  }

  static List<JsonNode> heard(Session session) {
    return FakeSessions.socket(session).encoded().stream().map(CrowdsTest::json).toList();
  }

  static JsonNode json(EncodedEvent event) {
    try {
      return JSON.readTree(Encoded.text(event).substring(1));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> events(Session session) {
    return heard(session).stream().map(event -> event.get(0).asText()).toList();
  }

  static List<Long> vers(Session session) {
    return heard(session).stream()
        .map(event -> event.get(1).get("ver"))
        .filter(Objects::nonNull)
        .map(JsonNode::asLong)
        .toList();
  }

  static long resyncs(Session session) {
    return events(session).stream().filter("resync_required"::equals).count();
  }
}
