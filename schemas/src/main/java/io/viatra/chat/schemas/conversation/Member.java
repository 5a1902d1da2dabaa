package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;

/// One member as an event names it.
///
/// @param userId the token's `sub`
/// @param joinedSeq the conversation's last `seq` when this member came: what is at or below it
///   came before and is neither unread nor receipted by this member
public record Member(String userId, Role role, long joinedSeq) {
  public Member {
    Check.userId(userId);
    Check.notNegative(joinedSeq, "joinedSeq");
  }
}
