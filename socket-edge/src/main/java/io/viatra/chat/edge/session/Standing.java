package io.viatra.chat.edge.session;

/// Where a conversation stands for a user, as this node knows it.
///
/// @param ver the newest that was delivered to the user's sockets here; 0 while nothing was, and
///   then nothing is a repetition and nothing a gap
/// @param lastSeq the newest message known of
/// @param readSeq how far the user has read
public record Standing(long ver, long lastSeq, long readSeq, long unread) {
  static final Standing NONE = new Standing(0, 0, 0, 0);

  Standing delivered(long newVer, long seq) {
    return new Standing(newVer, Math.max(lastSeq, seq), readSeq, unread);
  }

  Standing read(long upToSeq) {
    return new Standing(ver, lastSeq, Math.max(readSeq, upToSeq), unread);
  }

  Standing unread(long count) {
    return new Standing(ver, lastSeq, readSeq, count);
  }

  /// What somebody else knows added to it; `ver` stays, for it is about this node.
  Standing atLeast(long otherLastSeq, long otherReadSeq) {
    return new Standing(
        ver, Math.max(lastSeq, otherLastSeq), Math.max(readSeq, otherReadSeq), unread);
  }
}
