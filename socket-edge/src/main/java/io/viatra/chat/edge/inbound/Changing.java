package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.conversation.Emoji;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.UUID;

/// `edit_message`, `delete_message` and `react`. The command brings the message along as the read
/// model has it, so that everybody can be sent the whole message without a look-up. Acked when the
/// command is durable; what the sequencer refuses after that comes as the event `error`.
final class Changing {
  private final Conversations conversations;
  private final EventLimits limits;
  private final Outlet outlet;

  Changing(Conversations conversations, EventLimits limits, Outlet outlet) {
    this.conversations = conversations;
    this.limits = limits;
    this.outlet = outlet;
  }

  void edit(Session session, Payload payload, Reply reply) {
    String content = TextRules.content(payload.fields().text("content"));
    var message = target(session, payload);
    MessageContent standing = standing(message);
    if (!isOwn(session, message)) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    publish(
        new EditMessage(
            payload.conversationId(),
            session.userId(),
            message.ref(),
            standing,
            new MessageBody.Plain(content)),
        reply);
  }

  /// Deleting what is deleted already is a success that changes nothing.
  void delete(Session session, Payload payload, Reply reply) {
    var message = target(session, payload);
    UUID conversationId = payload.conversationId();
    if (!isOwn(session, message) && !conversations.moderates(session, conversationId)) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    publish(new DeleteMessage(conversationId, session.userId(), message.ref()), reply);
  }

  void react(Session session, Payload payload, Reply reply) {
    String emoji = payload.fields().text("emoji");
    if (!Emoji.isOne(emoji)) {
      throw ApiError.invalid("a reaction is one emoji");
    }
    boolean remove = Boolean.TRUE.equals(payload.fields().flagOrNull("remove"));
    var message = target(session, payload);
    publish(
        new React(
            payload.conversationId(),
            session.userId(),
            message.ref(),
            standing(message),
            emoji,
            remove),
        reply);
  }

  /// The message that the payload names, and one more change of the user.
  private Reads.Message.Found target(Session session, Payload payload) {
    UUID conversationId = payload.conversationId();
    UUID messageId = payload.messageId();
    conversations.require(session, conversationId);
    Duration wait = limits.message(session.userId(), conversationId);
    if (wait != null) {
      throw ApiError.rateLimited(wait);
    }
    return conversations.message(session, conversationId, messageId);
  }

  /// What a deleted message said is gone, and with it all that one could do to it.
  private static MessageContent standing(Reads.Message.Found message) {
    var content = message.content();
    if (content == null) {
      throw ApiError.notFound();
    }
    return content;
  }

  private static boolean isOwn(Session session, Reads.Message.Found message) {
    return message.ref().senderId().equals(session.userId());
  }

  private void publish(Command command, Reply reply) {
    var _ =
        outlet
            .publish(Topics.COMMANDS, command.conversationId().toString(), command)
            .whenComplete((published, failure) -> {
              if (failure != null) {
                reply.fail(Refusal.of(failure));
              } else {
                reply.ok();
              }
            });
  }
}
