package io.viatra.chat.streams.router;

/// Where a conversation stands, once for each user partition that has members of it. A message
/// changes this one value and no row of its readers; their unread follows from both.
///
/// Monotone: what comes twice or too late changes nothing, so that a replay after a crash is safe.
///
/// @param ver highest `ver` seen here
/// @param lastSeq highest `seq` seen here
/// @param activeAt time of the newest message or frame, ms; orders a snapshot that must be cut
/// @param uncounted seqs that nobody counts: deleted ones and system notices. Kept above the
///   slowest reader of this partition alone, see [#pruned]
record Head(long ver, long lastSeq, long activeAt, SeqSet uncounted) {
  /// About 8 KiB at worst. A conversation has more only if somebody lags behind so many separate
  /// deletions; the lowest are dropped then, and that reader's count is too high by them until the
  /// next receipt.
  static final int UNCOUNTED_RANGES_MAX = 2_048;

  /// From so many ranges on it pays to look for the slowest reader, once in so many messages.
  private static final int PRUNE_EVERY = 64;

  static final Head NONE = new Head(0, 0, 0, SeqSet.EMPTY);

  /// A new message. One that nobody counts is noted with its `seq`, so that a reader's unread stays
  /// a subtraction.
  Head message(long messageVer, long seq, long at, boolean countable) {
    var set = countable ? uncounted : bounded(uncounted.with(seq));
    return raised(messageVer, Math.max(lastSeq, seq), Math.max(activeAt, at), set);
  }

  /// A tombstone; the same one again changes nothing.
  Head deleted(long tombstoneVer, long seq) {
    return raised(tombstoneVer, lastSeq, activeAt, bounded(uncounted.with(seq)));
  }

  /// A frame brings the numbers to a partition that meets the conversation late, with its first
  /// member; all that it missed lies below that member's joining.
  Head frame(long frameVer, long frameLastSeq, long at) {
    return raised(frameVer, Math.max(lastSeq, frameLastSeq), Math.max(activeAt, at), uncounted);
  }

  /// Something that only takes a `ver`.
  Head raised(long newVer) {
    return raised(newVer, lastSeq, activeAt, uncounted);
  }

  /// Whether the message that led from `before` to this should be followed by [#pruned].
  boolean worthPruning(Head before) {
    return uncounted.ranges() >= PRUNE_EVERY
        && lastSeq > before.lastSeq
        && lastSeq % PRUNE_EVERY == 0;
  }

  /// Forgets what everybody has passed.
  ///
  /// @param floor the lowest base of all rows of this partition
  Head pruned(long floor) {
    return new Head(ver, lastSeq, activeAt, uncounted.above(floor));
  }

  private Head raised(long newVer, long newSeq, long newAt, SeqSet set) {
    if (newVer <= ver && newSeq == lastSeq && newAt == activeAt && set.equals(uncounted)) {
      return this;
    }
    return new Head(Math.max(ver, newVer), newSeq, newAt, set);
  }

  private static SeqSet bounded(SeqSet set) {
    int excess = set.ranges() - UNCOUNTED_RANGES_MAX;
    return excess > 0 ? set.withoutLowest(excess) : set;
  }
}
