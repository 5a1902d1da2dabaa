package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.presence.Presence;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.runtime.http.ApiError;
import java.time.Duration;
import java.util.UUID;

/// `join_conversation`, `leave_conversation`, `typing_start`, `typing_stop` and `watch_presence`:
/// nothing that lasts, and but for the last for members only.
final class Rooms {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Conversations conversations;
  private final EventLimits limits;
  private final Typing typing;
  private final Presence presence;

  Rooms(Conversations conversations, EventLimits limits, Typing typing, Presence presence) {
    this.conversations = conversations;
    this.limits = limits;
    this.typing = typing;
    this.presence = presence;
  }

  void join(Session session, Payload payload, Reply reply) {
    UUID conversationId = mine(session, payload);
    typing.join(session, conversationId);
    presence.joined(session, conversationId);
    reply.ok();
  }

  void leave(Session session, Payload payload, Reply reply) {
    UUID conversationId = mine(session, payload);
    typing.leave(session, conversationId);
    presence.left(session, conversationId);
    reply.ok();
  }

  /// The ack says nothing of who may be watched: people who are strangers or do not exist are
  /// passed over.
  void watch(Session session, Payload payload, Reply reply) {
    if (!presence.watch(session, payload.userIds(Presence.IDS_MAX))) {
      throw ApiError.unavailable(RETRY);
    }
    reply.ok();
  }

  void start(Session session, Payload payload, Reply reply) {
    UUID conversationId = mine(session, payload);
    Duration wait = limits.typing(session.userId(), conversationId);
    if (wait != null) {
      throw ApiError.rateLimited(wait);
    }
    typing.start(session, conversationId);
    reply.ok();
  }

  void stop(Session session, Payload payload, Reply reply) {
    typing.stop(session, mine(session, payload));
    reply.ok();
  }

  private UUID mine(Session session, Payload payload) {
    UUID conversationId = payload.conversationId();
    conversations.require(session, conversationId);
    return conversationId;
  }
}
