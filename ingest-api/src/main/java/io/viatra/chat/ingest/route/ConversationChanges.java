package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Envelope.OneConversation;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.schemas.command.Command;
import java.util.function.Predicate;

/// Commands whose answer is the conversation as its caller sees it then.
final class ConversationChanges {
  private final ConversationReader conversations;
  private final Effects effects;

  ConversationChanges(ConversationReader conversations, Effects effects) {
    this.conversations = conversations;
    this.effects = effects;
  }

  /// Answers `{conversation}`; see [Effects#apply].
  Answer answer(Membership me, Command command, Predicate<Conversation> holds)
      throws InterruptedException {
    var outcome =
        effects.apply(command, () -> conversations.find(me.conversationId(), me.userId()), holds);
    return Gate.written(
        Replies.ok(new OneConversation(outcome.state())), outcome.accepted().token());
  }

  /// Answers 204, for who does not see it any more.
  Answer done(Command command) throws InterruptedException {
    return Gate.written(Replies.done(), effects.settle(command).token());
  }
}
