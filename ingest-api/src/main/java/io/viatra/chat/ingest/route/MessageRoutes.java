package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.ReceiptReader;
import io.viatra.chat.ingest.read.Target;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.wire.Envelope.OneMessage;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.conversation.Emoji;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import java.util.List;
import java.util.function.Predicate;

/// Changes a message, and tells whom it reached.
final class MessageRoutes {
  private final Targets targets;
  private final MessageReader messages;
  private final ReceiptReader receipts;
  private final Effects effects;
  private final Limits limits;

  MessageRoutes(
      Targets targets,
      MessageReader messages,
      ReceiptReader receipts,
      Effects effects,
      Limits limits) {
    this.targets = targets;
    this.messages = messages;
    this.receipts = receipts;
    this.effects = effects;
    this.limits = limits;
  }

  /// `PATCH /messages/{id} {content}`; its sender alone.
  Answer edit(Request request, String userId) throws InterruptedException {
    var content = NewMessage.content(request.fields());
    limits.message(userId);
    var target = targets.of(request, userId);
    var standing = standing(target);
    if (!target.isOwn()) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    var edit =
        new EditMessage(
            target.me().conversationId(),
            userId,
            target.message(),
            standing,
            new MessageBody.Plain(content));
    return change(target, edit, message -> content.equals(message.content()));
  }

  /// `PUT /messages/{id}/reactions/{emoji}`; a second time it is a success that changes nothing.
  Answer react(Request request, String userId) throws InterruptedException {
    return react(request, userId, false);
  }

  /// `DELETE /messages/{id}/reactions/{emoji}`; of one that is not there it is a success as well.
  Answer takeBack(Request request, String userId) throws InterruptedException {
    return react(request, userId, true);
  }

  private Answer react(Request request, String userId, boolean remove) throws InterruptedException {
    var emoji = request.path("emoji");
    if (!Emoji.isOne(emoji)) {
      throw ApiError.invalid("a reaction is one emoji");
    }
    limits.message(userId);
    var target = targets.of(request, userId);
    var react =
        new React(
            target.me().conversationId(),
            userId,
            target.message(),
            standing(target),
            emoji,
            remove);
    return change(
        target,
        react,
        message -> message.reactions().getOrDefault(emoji, List.of()).contains(userId) != remove);
  }

  /// `GET /messages/{id}/receipts`
  Answer receipts(Request request, String userId) {
    return Replies.ok(receipts.of(targets.now(request, userId)));
  }

  /// What a deleted message said is gone, and with it all that one could do to it.
  private static MessageContent standing(Target target) {
    var content = target.content();
    if (content == null) {
      throw ApiError.notFound();
    }
    return content;
  }

  /// Behind the membership: outsiders must not use up what members may change.
  private Answer change(Target target, Command command, Predicate<Message> holds)
      throws InterruptedException {
    limits.conversation(target.me().conversationId());
    var outcome =
        effects.apply(
            command,
            () ->
                messages
                    .find(target.me(), target.message().messageId())
                    .filter(m -> !m.isDeleted()),
            holds);
    return Gate.written(Replies.ok(new OneMessage(outcome.state())), outcome.accepted().token());
  }
}
