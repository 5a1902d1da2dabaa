package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.request.NewConversation;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Envelope.OneConversation;
import io.viatra.chat.ingest.write.Accepted;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.UUID;
import java.util.function.Supplier;

/// Begins conversations. Answers only when the read model has them, so that a client may create
/// here and send over a socket in the same breath: whoever does not know the conversation asks the
/// read model.
final class CreationRoute {
  private final ConversationReader conversations;
  private final Effects effects;
  private final Limits limits;
  private final Supplier<UUID> ids;

  /// @param ids time-ordered
  CreationRoute(
      ConversationReader conversations, Effects effects, Limits limits, Supplier<UUID> ids) {
    this.conversations = conversations;
    this.effects = effects;
    this.limits = limits;
    this.ids = ids;
  }

  /// `POST /conversations`
  Answer create(Request request, String userId) throws InterruptedException {
    var wanted = NewConversation.from(request.fields(), userId);
    return switch (wanted.type()) {
      case DIRECT -> direct(wanted, userId);
      case GROUP, CHANNEL -> begin(ids.get(), wanted, userId);
    };
  }

  /// The pair has one id, known beforehand; most of these calls find it there.
  private Answer direct(NewConversation wanted, String userId) throws InterruptedException {
    var id = ConversationId.direct(userId, wanted.others().getFirst());
    var standing = conversations.find(id, userId);
    return standing.isPresent()
        ? Replies.ok(new OneConversation(standing.get()))
        : begin(id, wanted, userId);
  }

  private Answer begin(UUID id, NewConversation wanted, String userId) throws InterruptedException {
    limits.creation(userId);
    // Where nobody knows the outcome in time, the command stands and may come to effect later:
    // repeating finds the direct conversation; a group that comes after all has no messages.
    var accepted =
        effects.settle(
            new CreateConversation(
                id,
                userId,
                wanted.type(),
                wanted.others(),
                wanted.name(),
                null,
                wanted.metadata()));
    var conversation =
        conversations
            .find(id, userId)
            .orElseThrow(() -> new IllegalStateException("a creation was refused after checks"));
    var body = new OneConversation(conversation);
    return Gate.written(
        isOurs(conversation, accepted) ? Replies.created(body) : Replies.ok(body),
        accepted.token());
  }

  /// Two who write to each other for the first time may both come here: the command with the
  /// conversation's own time is the one that made it.
  private static boolean isOurs(Conversation conversation, Accepted accepted) {
    return conversation.type() != ConversationType.DIRECT
        || conversation.createdAt().equals(accepted.at());
  }
}
