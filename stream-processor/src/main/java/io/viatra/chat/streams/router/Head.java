package io.viatra.chat.streams.router;

import org.jspecify.annotations.Nullable;

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
/// @param crowd whether it is above the fan-out limit, as of `ver`. Then only this head is told of
///   its messages
record Head(long ver, long lastSeq, long activeAt, SeqSet uncounted, boolean crowd) {
  /// About 8 KiB at worst. A conversation has more only if somebody lags behind so many separate
  /// deletions; the lowest are dropped then, and that reader's count is too high by them until the
  /// next receipt.
  static final int UNCOUNTED_RANGES_MAX = 2_048;

  /// From so many ranges on it pays to look for the slowest reader, once in so many messages.
  private static final int PRUNE_EVERY = 64;

  static final Head NONE = new Head(0, 0, 0, SeqSet.EMPTY, false);

  /// A new message. One that nobody counts is noted with its `seq`, so that a reader's unread stays
  /// a subtraction.
  Head message(long messageVer, long seq, long at, boolean countable) {
    var set = countable ? uncounted : bounded(uncounted.with(seq));
    return few(messageVer).raised(messageVer, Math.max(lastSeq, seq), Math.max(activeAt, at), set);
  }

  /// A tombstone; the same one again changes nothing.
  Head deleted(long tombstoneVer, long seq) {
    return few(tombstoneVer).raised(tombstoneVer, lastSeq, activeAt, bounded(uncounted.with(seq)));
  }

  /// A frame brings the numbers to a partition that meets the conversation late, with its first
  /// member; all that it missed lies below that member's joining.
  ///
  /// @param shrunk whether the event itself made it no crowd any more: what else came of the event
  ///   may have been here before
  Head frame(long frameVer, long frameLastSeq, long at, boolean shrunk) {
    return few(shrunk ? frameVer + 1 : frameVer)
        .raised(frameVer, Math.max(lastSeq, frameLastSeq), Math.max(activeAt, at), uncounted);
  }

  /// What happens in a crowd, all of it. Nobody's base is looked at there, so what nobody counts is
  /// bounded and not pruned.
  ///
  /// @param notCounted a seq, or null
  Head grown(long newVer, long newSeq, long at, @Nullable Long notCounted) {
    var set = notCounted == null ? uncounted : bounded(uncounted.with(notCounted));
    var many = newVer < ver ? this : new Head(ver, lastSeq, activeAt, uncounted, true);
    return many.raised(newVer, Math.max(lastSeq, newSeq), Math.max(activeAt, at), set);
  }

  /// A later event than all before is told to each member alone: it is no crowd, or none any more.
  private Head few(long newVer) {
    return crowd && newVer > ver ? new Head(ver, lastSeq, activeAt, uncounted, false) : this;
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
    return new Head(ver, lastSeq, activeAt, uncounted.above(floor), crowd);
  }

  private Head raised(long newVer, long newSeq, long newAt, SeqSet set) {
    if (newVer <= ver && newSeq == lastSeq && newAt == activeAt && set.equals(uncounted)) {
      return this;
    }
    return new Head(Math.max(ver, newVer), newSeq, newAt, set, crowd);
  }

  private static SeqSet bounded(SeqSet set) {
    int excess = set.ranges() - UNCOUNTED_RANGES_MAX;
    return excess > 0 ? set.withoutLowest(excess) : set;
  }
}
