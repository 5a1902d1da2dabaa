package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One member of a conversation: standing and watermarks. One row each, never one value for all of
/// them, so that a receipt in a large group rewrites some sixty bytes.
///
/// @param joinedVer `ver` of the event that made the membership: who has the lowest is the
///   longest-standing; 0 in rows from before it was kept
/// @param deliveredSeq never below `readSeq`
/// @param deliveredAt when `deliveredSeq` last rose; null while it never did
/// @param readAt when `readSeq` last rose; null while it never did
record Membership(
    UUID conversationId,
    String userId,
    Role role,
    long joinedVer,
    long joinedSeq,
    long deliveredSeq,
    long readSeq,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt,
    OwnSettings settings)
    implements Row {
  /// A new one: everything so far is settled, and nothing is set.
  static Membership joining(UUID conversationId, long ver, Member member) {
    long seq = member.joinedSeq();
    return new Membership(
        conversationId,
        member.userId(),
        member.role(),
        ver,
        seq,
        seq,
        seq,
        null,
        null,
        OwnSettings.NONE);
  }

  Membership as(Role other) {
    return new Membership(
        conversationId,
        userId,
        other,
        joinedVer,
        joinedSeq,
        deliveredSeq,
        readSeq,
        deliveredAt,
        readAt,
        settings);
  }

  Membership keeping(OwnSettings other) {
    return new Membership(
        conversationId,
        userId,
        role,
        joinedVer,
        joinedSeq,
        deliveredSeq,
        readSeq,
        deliveredAt,
        readAt,
        other);
  }

  /// Both watermarks as readers of the log see them.
  Receipt receipt() {
    return new Receipt(conversationId, userId, deliveredSeq, readSeq, deliveredAt, readAt);
  }

  /// As a conversation's snapshot shows it.
  MemberState state() {
    var values = settings.values();
    return new MemberState(
        userId,
        role,
        joinedSeq,
        deliveredSeq,
        readSeq,
        values.equals(MemberSettings.NONE) ? null : values);
  }
}
