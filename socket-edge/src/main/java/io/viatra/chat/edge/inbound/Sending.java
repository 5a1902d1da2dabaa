package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.typing.Typing;
import io.viatra.chat.edge.wire.MessageJson;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;

/// `send_message`: checked, published, acked with the message as it stands until it is numbered.
final class Sending implements EventHandler {
  private final Conversations conversations;
  private final EventLimits limits;
  private final Outlet outlet;
  private final Typing typing;
  private final io.micrometer.core.instrument.Timer acked;

  Sending(
      Conversations conversations,
      EventLimits limits,
      Outlet outlet,
      Typing typing,
      Metrics metrics) {
    this.conversations = conversations;
    this.limits = limits;
    this.outlet = outlet;
    this.typing = typing;
    this.acked = metrics.timer("chat.message.ack", "from send_message to its ack");
  }

  @Override
  public void handle(Session session, Payload payload, Reply reply) {
    long begin = System.nanoTime();
    SendMessage send = Draft.of(session.userId(), payload);
    var conversationId = send.conversationId();
    conversations.require(session, conversationId);
    // Membership first: a stranger must not use up a conversation's own limit.
    Duration wait = limits.message(session.userId(), conversationId);
    if (wait != null) {
      throw ApiError.rateLimited(wait);
    }
    if (send.replyToId() != null) {
      conversations.requireMessage(session, conversationId, send.replyToId());
    }
    var _ =
        outlet
            .publish(Topics.COMMANDS, conversationId.toString(), send)
            .whenComplete((published, failure) -> {
              if (failure != null) {
                reply.fail(Refusal.of(failure));
              } else {
                reply.ok("message", MessageJson.accepted(send, published.timestamp()));
                acked.record(Duration.ofNanos(System.nanoTime() - begin));
              }
            });
    typing.said(session, conversationId);
  }
}
