package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Candidate;
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
import io.viatra.chat.schemas.conversation.MessageId;
import java.util.Optional;
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
    var candidate = candidate(conversationId, userId, draft).orElseThrow(ApiError::notFound);
    // Behind the membership: outsiders must not use up what members may send.
    limits.conversation(conversationId);
    var replyToId = draft.replyToId();
    if (replyToId != null) {
      requireVisible(candidate.me(), replyToId);
    }
    var sent = sender.send(candidate, draft);
    var body = new OneMessage(sent.message());
    var answer = sent.repeated() ? Replies.ok(body) : Replies.created(body);
    var token = sent.token();
    return token == null ? answer : Gate.written(answer, token);
  }

  private Optional<Candidate> candidate(UUID conversationId, String userId, NewMessage draft) {
    var clientMessageId = draft.clientMessageId();
    return clientMessageId == null
        ? memberships.find(conversationId, userId).map(me -> new Candidate(me, false))
        : memberships.candidate(
            conversationId, userId, MessageId.of(conversationId, userId, clientMessageId));
  }

  /// The socket may have shown it a moment before the read model has it.
  private void requireVisible(Membership me, UUID messageId) throws InterruptedException {
    if (patience.find(() -> messages.seq(me, messageId)).isEmpty()) {
      throw ApiError.notFound();
    }
  }
}
