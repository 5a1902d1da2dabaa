package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.request.NewMembers;
import io.viatra.chat.ingest.request.NewRole;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.util.List;

/// Who is in a conversation, and with what standing. Owners and admins bring in and put out,
/// everybody may leave, the owner alone gives roles; of a direct conversation nothing of it holds.
final class MemberRoutes {
  private static final int GROUP_MAX = 256;

  /// So many can be named at once, else the event would outgrow a broker's default record.
  private static final int NAMED_MAX = 14_000;

  private final MembershipReader memberships;
  private final ConversationChanges changes;
  private final Limits limits;

  MemberRoutes(MembershipReader memberships, ConversationChanges changes, Limits limits) {
    this.memberships = memberships;
    this.changes = changes;
    this.limits = limits;
  }

  /// `POST /conversations/{id}/participants {userIds}`; who is a member already stays one.
  Answer add(Request request, String userId) throws InterruptedException {
    var userIds = NewMembers.from(request.fields()).userIds();
    if (userIds.size() > NAMED_MAX) {
      throw ApiError.invalid("userIds names too many at once");
    }
    limits.message(userId);
    var me = changeable(request, userId);
    requireModerator(me);
    var id = me.conversationId();
    var newcomers = userIds.size() - memberships.roles(id, userIds).size();
    if (memberships.count(id) + newcomers > membersMax(me.type())) {
      throw ApiError.of(ErrorCode.CONFLICT);
    }
    return changes.answer(
        me,
        new AddMembers(id, userId, userIds),
        now -> memberships.roles(id, userIds).size() == userIds.size());
  }

  /// `DELETE /conversations/{id}/participants/{userId}`: 204 for oneself, who may not see it any
  /// more. Of who is no member it is a success that changes nothing.
  Answer remove(Request request, String userId) throws InterruptedException {
    var other = userId(request);
    limits.message(userId);
    var me = changeable(request, userId);
    var id = me.conversationId();
    if (other.equals(userId)) {
      return changes.done(new RemoveMember(id, userId, userId));
    }
    requireModerator(me);
    if (memberships.roles(id, List.of(other)).get(other) == Role.OWNER) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    return changes.answer(
        me,
        new RemoveMember(id, userId, other),
        now -> memberships.roles(id, List.of(other)).isEmpty());
  }

  /// `PATCH /conversations/{id}/participants/{userId} {role}`
  Answer role(Request request, String userId) throws InterruptedException {
    var role = NewRole.from(request.fields()).role();
    var other = userId(request);
    limits.message(userId);
    var me = changeable(request, userId);
    if (me.role() != Role.OWNER) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
    if (other.equals(userId) && role != Role.OWNER) {
      throw ApiError.invalid("an owner gives the role to somebody else");
    }
    var id = me.conversationId();
    if (memberships.roles(id, List.of(other)).isEmpty()) {
      throw ApiError.notFound();
    }
    return changes.answer(
        me,
        new ChangeRole(id, userId, other, role),
        now -> memberships.roles(id, List.of(other)).get(other) == role);
  }

  private Membership changeable(Request request, String userId) {
    var me = memberships.find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
    if (me.type() == ConversationType.DIRECT) {
      throw ApiError.invalid("a direct conversation keeps its two members");
    }
    return me;
  }

  private static void requireModerator(Membership me) {
    if (!me.role().moderates()) {
      throw ApiError.of(ErrorCode.FORBIDDEN);
    }
  }

  private static int membersMax(ConversationType type) {
    return switch (type) {
      case DIRECT -> 2;
      case GROUP -> GROUP_MAX;
      case CHANNEL -> Command.MEMBERS_MAX;
    };
  }

  /// What is no user id is nobody's.
  private static String userId(Request request) {
    var userId = request.path("userId");
    if (!Check.isUserId(userId)) {
      throw ApiError.notFound();
    }
    return userId;
  }
}
