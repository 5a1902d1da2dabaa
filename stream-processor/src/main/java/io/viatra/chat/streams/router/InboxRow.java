package io.viatra.chat.streams.router;

/// One member's place in one conversation. It changes only when that member acts, joins, leaves or
/// is pushed to; never because others write.
///
/// Monotone, like [Head]: membership by `ver`, watermarks by maximum, own messages as a set.
///
/// @param ver the event that made or ended this membership. A frame or removal that is not newer
///   changes nothing, so a late duplicate neither revives nor removes anybody
/// @param member false: left. The row stays as a mark of a few bytes that a late frame meets
/// @param joinedSeq the newest message when this membership began
/// @param base everything at or below it is settled: read, older than the joining, or an unbroken
///   run of own messages from there on
/// @param own the member's own messages above `base`
record InboxRow(
    long ver, boolean member, long joinedSeq, long base, Watermarks marks, Mute mute, SeqSet own) {
  /// About 8 KiB at worst. Somebody who wrote so many separate times without ever reading has seen
  /// what stood before the first of them: the base rises over it.
  static final int OWN_RANGES_MAX = 2_048;

  /// Nobody yet: any frame is newer.
  static final InboxRow NONE =
      new InboxRow(0, false, 0, 0, Watermarks.NONE, Mute.NONE, SeqSet.EMPTY);

  /// How far it went, each monotone.
  ///
  /// @param read as the receipts have it
  /// @param delivered likewise; never below `read`
  /// @param pushed a push request was written up to here; keeps a replay from pushing twice
  record Watermarks(long read, long delivered, long pushed) {
    static final Watermarks NONE = new Watermarks(0, 0, 0);

    Watermarks receipt(long toDelivered, long toRead) {
      return new Watermarks(
          Math.max(read, toRead), Math.max(delivered, Math.max(toDelivered, toRead)), pushed);
    }
  }

  /// What of the settings concerns unread totals and pushes.
  ///
  /// @param until ms, 0 for not muted
  /// @param revision of the settings that said so, dense within a membership
  record Mute(long until, long revision) {
    static final Mute NONE = new Mute(0, 0);
  }

  /// A frame names this member. New members begin with the frame's values; for those who are in,
  /// the watermarks rise.
  InboxRow joined(long frameVer, long atSeq, long delivered, long read) {
    if (member) {
      return settled(Math.max(base, Math.max(atSeq, read)), marks.receipt(delivered, read), own);
    }
    if (frameVer <= ver) {
      return this;
    }
    var fresh = Watermarks.NONE.receipt(delivered, read);
    return new InboxRow(
        frameVer, true, atSeq, Math.max(atSeq, read), fresh, Mute.NONE, SeqSet.EMPTY);
  }

  /// Whether the membership began after an event.
  boolean isMemberSince(long eventVer) {
    return member && ver > eventVer;
  }

  /// Keeps only when: what the member had read is told anew by the frame that brings them back.
  InboxRow left(long removalVer) {
    return removalVer <= ver
        ? this
        : new InboxRow(removalVer, false, 0, 0, Watermarks.NONE, Mute.NONE, SeqSet.EMPTY);
  }

  /// A receipt, absolute; read implies delivered.
  InboxRow receipt(long delivered, long read) {
    return member ? settled(Math.max(base, read), marks.receipt(delivered, read), own) : this;
  }

  /// A message of this member's own.
  InboxRow wrote(long seq) {
    return !member || seq <= base ? this : settled(base, marks, own.with(seq));
  }

  /// A push request goes out; it covers everything up to there.
  InboxRow pushed(long seq) {
    if (!member || seq <= marks.pushed) {
      return this;
    }
    var raised = new Watermarks(marks.read, marks.delivered, seq);
    return new InboxRow(ver, true, joinedSeq, base, raised, mute, own);
  }

  /// The member's own settings, absolute. Those of an earlier membership, which a replay may bring
  /// again, were written at a `ver` below the one that made this row.
  InboxRow settings(long atVer, long revision, long until) {
    return !member || atVer < ver || revision <= mute.revision
        ? this
        : new InboxRow(ver, true, joinedSeq, base, marks, new Mute(until, revision), own);
  }

  /// With nothing settled beyond the head, which only a log can say that was put together of two
  /// times.
  InboxRow cut(long lastSeq) {
    var below =
        new Watermarks(
            Math.min(marks.read, lastSeq), Math.min(marks.delivered, lastSeq), marks.pushed);
    return base <= lastSeq
        ? new InboxRow(ver, member, joinedSeq, base, below, mute, own)
        : new InboxRow(ver, member, joinedSeq, lastSeq, below, mute, SeqSet.EMPTY);
  }

  /// Whether they differ in nothing but what was pushed: a crash may forget that, and the requests
  /// are kept for days only.
  boolean isSame(InboxRow other) {
    return forgettingPushes().equals(other.forgettingPushes());
  }

  private InboxRow forgettingPushes() {
    var marked = new Watermarks(marks.read, marks.delivered, 0);
    return new InboxRow(ver, member, joinedSeq, base, marked, mute, own);
  }

  /// Messages above the base that are not own, not deleted and countable.
  long unread(Head head) {
    if (!member || head.lastSeq() <= base) {
      return 0;
    }
    return head.lastSeq() - base - own.countWith(head.uncounted(), base, head.lastSeq());
  }

  boolean muted(long now) {
    return mute.until > now;
  }

  /// Whether a push about `seq` would still tell this member something.
  boolean awaits(long seq, Head head, long now) {
    return member
        && seq > base
        && seq > marks.delivered
        && seq > marks.pushed
        && !muted(now)
        && !head.uncounted().contains(seq);
  }

  /// The one place where a base rises: over the runs of own messages that begin right above it, and
  /// over the lowest where there are too many.
  private InboxRow settled(long newBase, Watermarks newMarks, SeqSet newOwn) {
    long settled = newBase;
    var rest = newOwn.above(settled);
    while (rest.ranges() > OWN_RANGES_MAX || rest.first() == settled + 1) {
      settled = rest.firstEnd();
      rest = rest.above(settled);
    }
    if (settled == base && newMarks.equals(marks) && rest.equals(own)) {
      return this;
    }
    return new InboxRow(ver, true, joinedSeq, settled, newMarks, mute, rest);
  }
}
