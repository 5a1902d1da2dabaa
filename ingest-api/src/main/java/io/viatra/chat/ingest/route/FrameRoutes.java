package io.viatra.chat.ingest.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.request.NewSettings;
import io.viatra.chat.ingest.request.Reframe;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.UpdateConversation;
import java.util.Comparator;
import java.util.Objects;

/// How a conversation looks, to everybody and to oneself.
final class FrameRoutes {
  /// The database writes 1e2 as 100.
  private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? a.decimalValue().compareTo(b.decimalValue())
              : Objects.equals(a, b) ? 0 : 1;

  private final MembershipReader memberships;
  private final ConversationChanges changes;
  private final Limits limits;

  FrameRoutes(MembershipReader memberships, ConversationChanges changes, Limits limits) {
    this.memberships = memberships;
    this.changes = changes;
    this.limits = limits;
  }

  /// `PATCH /conversations/{id} {name?, avatarUrl?, metadata?}`; owners and admins; a direct
  /// conversation has neither.
  Answer reframe(Request request, String userId) throws InterruptedException {
    var reframe = Reframe.from(request.fields());
    limits.message(userId);
    var me = me(request, userId);
    if (!me.moderates()) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    var update =
        new UpdateConversation(
            me.conversationId(), userId, reframe.name(), reframe.avatarUrl(), reframe.metadata());
    return changes.answer(me, update, now -> isFramed(now, reframe));
  }

  /// `PUT /conversations/{id}/settings {mutedUntil?, pinned?, archived?, markedUnread?}`. The
  /// newest change counts, whichever device it came from.
  Answer settle(Request request, String userId) throws InterruptedException {
    var settings = NewSettings.from(request.fields());
    limits.message(userId);
    var me = me(request, userId);
    var change =
        new ChangeSettings(
            me.conversationId(),
            userId,
            settings.mutedUntil(),
            settings.pinned(),
            settings.archived(),
            settings.markedUnread());
    return changes.answer(me, change, now -> true);
  }

  private Membership me(Request request, String userId) {
    return memberships.find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
  }

  private static boolean isFramed(Conversation now, Reframe reframe) {
    var metadata = reframe.metadata();
    return (reframe.name() == null || reframe.name().equals(now.name()))
        && (reframe.avatarUrl() == null || reframe.avatarUrl().equals(now.avatarUrl()))
        && (metadata == null || metadata.equals(NUMBERS_BY_VALUE, now.metadata()));
  }
}
