package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import org.jspecify.annotations.Nullable;

/// A member with both watermarks, as clients see participants.
///
/// @param deliveredSeq highest `seq` that a device of this member has; never below `readSeq`
/// @param readSeq highest `seq` that was displayed to this member
/// @param settings this member's own, for this member's eyes alone; null where nothing is set
public record MemberState(
    String userId,
    Role role,
    long joinedSeq,
    long deliveredSeq,
    long readSeq,
    @Nullable MemberSettings settings) {
  public MemberState {
    Check.userId(userId);
    Check.notNegative(joinedSeq, "joinedSeq");
    Check.notNegative(readSeq, "readSeq");
    Check.atLeast(deliveredSeq, readSeq, "deliveredSeq");
  }
}
