package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.MessageReader.Found;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.ingest.write.RecentSends;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.DeleteMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Deletes messages: a tombstone stays in their place.
final class DeletionRoute {
  private static final Duration OWN_SEND_MAX = Duration.ofMillis(500);

  private final MessageReader messages;
  private final RecentSends recents;
  private final ProgressWatcher progress;
  private final CommandLog commands;

  DeletionRoute(
      MessageReader messages, RecentSends recents, ProgressWatcher progress, CommandLog commands) {
    this.messages = messages;
    this.recents = recents;
    this.progress = progress;
    this.commands = commands;
  }

  /// `DELETE /messages/{id}`; of one that is deleted already it is a success again.
  Answer delete(Request request, String userId) throws InterruptedException {
    var found = find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
    var me = found.me();
    if (!found.message().senderId().equals(userId) && !me.moderates()) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    var accepted = commands.accept(new DeleteMessage(me.conversationId(), userId, found.message()));
    return Gate.written(Replies.done(), accepted.token());
  }

  /// A message that went through this node a moment ago is waited for: who sends and takes back at
  /// once is right to.
  private Optional<Found> find(UUID messageId, String userId) throws InterruptedException {
    var found = messages.lookUp(messageId, userId);
    var recent = recents.find(messageId);
    if (found.isPresent() || recent.isEmpty()) {
      return found;
    }
    progress.await(recent.get().token(), OWN_SEND_MAX);
    return messages.lookUp(messageId, userId);
  }
}
