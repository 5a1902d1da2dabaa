package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.runtime.http.ApiError;
import java.time.Duration;
import java.util.UUID;

/// `join_conversation`, `leave_conversation`, `typing_start` and `typing_stop`: for members only,
/// and nothing that lasts.
final class Rooms {
  private final Conversations conversations;
  private final EventLimits limits;
  private final Typing typing;

  Rooms(Conversations conversations, EventLimits limits, Typing typing) {
    this.conversations = conversations;
    this.limits = limits;
    this.typing = typing;
  }

  void join(Session session, Payload payload, Reply reply) {
    typing.join(session, mine(session, payload));
    reply.ok();
  }

  void leave(Session session, Payload payload, Reply reply) {
    typing.leave(session, mine(session, payload));
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
