package io.viatra.chat.edge.session;

/// Where a conversation stands for a user, as this node knows it.
///
/// @param ver the newest that was delivered to the user's sockets here; 0 while nothing was, and
///   then nothing is a repetition and nothing a gap
/// @param lastSeq the newest message known of
/// @param readSeq how far the user has read
/// @param joinedSeq the newest message when the user came; above all messages where nobody said
public record Standing(long ver, long lastSeq, long readSeq, long unread, long joinedSeq) {
  static final long UNKNOWN = Long.MAX_VALUE;

  static final Standing NONE = new Standing(0, 0, 0, 0, UNKNOWN);

  Standing delivered(long newVer, long seq) {
    return new Standing(newVer, Math.max(lastSeq, seq), readSeq, unread, joinedSeq);
  }

  Standing read(long upToSeq) {
    return new Standing(ver, lastSeq, Math.max(readSeq, upToSeq), unread, joinedSeq);
  }

  Standing unread(long count) {
    return new Standing(ver, lastSeq, readSeq, count, joinedSeq);
  }

  Standing joined(long seq) {
    return new Standing(ver, lastSeq, readSeq, unread, seq);
  }

  /// What somebody else knows added to it; `ver` stays, for it is about this node.
  Standing atLeast(long otherLastSeq, long otherReadSeq) {
    return new Standing(
        ver, Math.max(lastSeq, otherLastSeq), Math.max(readSeq, otherReadSeq), unread, joinedSeq);
  }
}
