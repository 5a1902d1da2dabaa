package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.wire.Envelope.OneMessage;
import io.viatra.chat.ingest.write.MessageSender;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import java.util.UUID;

/// Sends messages.
final class SendRoute {
  private final MembershipReader memberships;
  private final MessageReader messages;
  private final MessageSender sender;
  private final Patience patience;
  private final Limits limits;

  SendRoute(
      MembershipReader memberships,
      MessageReader messages,
      MessageSender sender,
      Patience patience,
      Limits limits) {
    this.memberships = memberships;
    this.messages = messages;
    this.sender = sender;
    this.patience = patience;
    this.limits = limits;
  }

  /// `POST /conversations/{id}/messages`
  Answer send(Request request, String userId) throws InterruptedException {
    var conversationId = Replies.id(request);
    var draft = NewMessage.from(request.fields(), request.header("Idempotency-Key"));
    limits.message(userId);
    var me = memberships.find(conversationId, userId).orElseThrow(ApiError::notFound);
    // Behind the membership: outsiders must not use up what members may send.
    limits.conversation(conversationId);
    var replyToId = draft.replyToId();
    if (replyToId != null) {
      requireVisible(me, replyToId);
    }
    var sent = sender.send(me, draft);
    var body = new OneMessage(sent.message());
    var answer = sent.repeated() ? Replies.ok(body) : Replies.created(body);
    var token = sent.token();
    return token == null ? answer : Gate.written(answer, token);
  }

  /// The socket may have shown it a moment before the read model has it.
  private void requireVisible(Membership me, UUID messageId) throws InterruptedException {
    if (patience.find(() -> messages.seq(me, messageId)).isEmpty()) {
      throw ApiError.notFound();
    }
  }
}
