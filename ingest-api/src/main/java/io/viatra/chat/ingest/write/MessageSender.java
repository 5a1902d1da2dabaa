package io.viatra.chat.ingest.write;

import io.viatra.chat.ingest.read.Candidate;
import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.Ticks;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends messages, each once. A repeat is looked for in the read model, then among what this node
/// has just sent; a repeat that reaches another node in between goes to the sequencer, which lets
/// it change nothing.
public final class MessageSender {
  private final CommandLog commands;
  private final MessageReader messages;
  private final RecentSends recents;
  private final Supplier<UUID> ids;

  /// @param ids time-ordered, for messages without an id of their client's
  public MessageSender(
      CommandLog commands, MessageReader messages, RecentSends recents, Supplier<UUID> ids) {
    this.commands = commands;
    this.messages = messages;
    this.recents = recents;
    this.ids = ids;
  }

  /// Sends a message in the caller's name.
  ///
  /// @param candidate the caller, and what was found under the message's id
  /// @throws ApiError `CONFLICT` where the caller sent something else under the same id
  public Sent send(Candidate candidate, NewMessage draft) throws InterruptedException {
    var me = candidate.me();
    var clientMessageId = draft.clientMessageId();
    if (clientMessageId == null) {
      return publish(me, draft, ids.get().toString());
    }
    if (candidate.stored()) {
      var messageId = MessageId.of(me.conversationId(), me.userId(), clientMessageId);
      var stored = messages.find(me, messageId);
      if (stored.isPresent()) {
        return same(stored.get(), draft);
      }
    }
    return publish(me, draft, clientMessageId);
  }

  private static Sent same(Message stored, NewMessage draft) {
    if (!SameBody.holds(stored, draft)) {
      throw ApiError.of(ErrorCode.CONFLICT);
    }
    return new Sent(stored, true, null);
  }

  private Sent publish(Membership me, NewMessage draft, String clientMessageId)
      throws InterruptedException {
    var command = command(me, draft, clientMessageId);
    var mine = new Recent(me.userId(), SameBody.digest(draft), new CompletableFuture<>());
    var earlier = recents.claim(command.messageId(), mine);
    if (earlier != null) {
      return repeat(earlier, mine.digest(), command);
    }
    try {
      var accepted = commands.accept(command);
      mine.accepted().complete(accepted);
      return new Sent(message(command, accepted.at()), false, accepted.token());
    } finally {
      if (!mine.accepted().isDone()) {
        recents.release(command.messageId(), mine);
        mine.accepted().completeExceptionally(ApiError.of(ErrorCode.UNAVAILABLE));
      }
    }
  }

  /// The first one waits for the acknowledgement at most five seconds, and so does its repeat.
  private static Sent repeat(Recent earlier, String digest, SendMessage command)
      throws InterruptedException {
    if (!earlier.digest().equals(digest)) {
      throw ApiError.of(ErrorCode.CONFLICT);
    }
    try {
      var accepted = earlier.accepted().get();
      return new Sent(message(command, accepted.at()), true, accepted.token());
    } catch (ExecutionException e) {
      throw ApiError.of(ErrorCode.UNAVAILABLE);
    }
  }

  private static SendMessage command(Membership me, NewMessage draft, String clientMessageId) {
    return new SendMessage(
        me.conversationId(),
        me.userId(),
        MessageId.of(me.conversationId(), me.userId(), clientMessageId),
        clientMessageId,
        draft.messageType(),
        new MessageBody.Plain(draft.content()),
        draft.replyToId(),
        draft.attachment(),
        draft.metadata(),
        null);
  }

  /// Before it is numbered. It reached nobody yet.
  private static Message message(SendMessage command, Instant at) {
    return new Message(
        command.messageId(),
        command.conversationId(),
        null,
        null,
        command.actorId(),
        command.messageType(),
        content(command.body()),
        command.clientMessageId(),
        command.replyToId(),
        command.attachment(),
        command.metadata(),
        Map.of(),
        Ticks.NONE,
        false,
        null,
        at);
  }

  private static @Nullable String content(MessageBody body) {
    return switch (body) {
      case MessageBody.Plain(var text) -> text;
      case MessageBody.Encrypted _ -> null;
    };
  }
}
