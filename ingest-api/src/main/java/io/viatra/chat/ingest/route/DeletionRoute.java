package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.DeleteMessage;

/// Deletes messages: a tombstone stays in their place.
final class DeletionRoute {
  private final Targets targets;
  private final CommandLog commands;
  private final Limits limits;

  DeletionRoute(Targets targets, CommandLog commands, Limits limits) {
    this.targets = targets;
    this.commands = commands;
    this.limits = limits;
  }

  /// `DELETE /messages/{id}`; of one that is deleted already it is a success again.
  Answer delete(Request request, String userId) throws InterruptedException {
    limits.message(userId);
    var target = targets.of(request, userId);
    var me = target.me();
    limits.conversation(me.conversationId());
    if (!target.isOwn() && !me.moderates()) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    var accepted =
        commands.accept(new DeleteMessage(me.conversationId(), userId, target.message()));
    return Gate.written(Replies.done(), accepted.token());
  }
}
