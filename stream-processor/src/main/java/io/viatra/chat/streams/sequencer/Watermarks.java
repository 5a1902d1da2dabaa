package io.viatra.chat.streams.sequencer;

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
