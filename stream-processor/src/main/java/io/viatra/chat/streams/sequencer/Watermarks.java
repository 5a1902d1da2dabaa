package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;

/// What only rises. The caller has held `upTo` against the head already.
final class Watermarks {
  private Watermarks() {}

  /// Equal to `before` where a device had everything up to there.
  static Membership delivered(Membership before, long upTo, Instant at) {
    return upTo <= before.deliveredSeq() ? before : with(before, upTo, before.readSeq(), at);
  }

  /// Equal to `before` where everything up to there was read. What was read was delivered.
  static Membership read(Membership before, long upTo, Instant at) {
    return upTo <= before.readSeq()
        ? before
        : with(before, Math.max(upTo, before.deliveredSeq()), upTo, at);
  }

  /// With what a receipt says, as far as it lies above what the membership began with.
  static Membership raised(Membership joining, Receipt receipt) {
    boolean delivered = receipt.deliveredSeq() > joining.deliveredSeq();
    boolean read = receipt.readSeq() > joining.readSeq();
    return new Membership(
        joining.conversationId(),
        joining.userId(),
        joining.role(),
        joining.joinedVer(),
        joining.joinedSeq(),
        delivered ? receipt.deliveredSeq() : joining.deliveredSeq(),
        read ? receipt.readSeq() : joining.readSeq(),
        delivered ? receipt.deliveredAt() : joining.deliveredAt(),
        read ? receipt.readAt() : joining.readAt(),
        joining.settings());
  }

  /// With nothing beyond the head.
  static Membership cut(Membership member, long lastSeq) {
    return new Membership(
        member.conversationId(),
        member.userId(),
        member.role(),
        member.joinedVer(),
        member.joinedSeq(),
        Math.min(member.deliveredSeq(), lastSeq),
        Math.min(member.readSeq(), lastSeq),
        member.deliveredAt(),
        member.readAt(),
        member.settings());
  }

  private static Membership with(Membership before, long delivered, long read, Instant at) {
    return new Membership(
        before.conversationId(),
        before.userId(),
        before.role(),
        before.joinedVer(),
        before.joinedSeq(),
        delivered,
        read,
        delivered > before.deliveredSeq() ? at : before.deliveredAt(),
        read > before.readSeq() ? at : before.readAt(),
        before.settings());
  }
}
