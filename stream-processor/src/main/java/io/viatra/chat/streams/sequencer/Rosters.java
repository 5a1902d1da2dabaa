package io.viatra.chat.streams.sequencer;

import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.function.Function;

/// Rosters of the conversations that were spoken in last, so that a message does not read the row
/// of every member. Derived from the rows, never more than they say, and thrown away with the task;
/// what overflows is the least recently used, and is read again when it is needed.
///
/// One thread.
final class Rosters {
  private final int membersMax;
  private final SequencerMeters meters;
  private final LinkedHashMap<UUID, Roster> rosters = new LinkedHashMap<>(16, 0.75f, true);
  private int members;

  /// @param membersMax over all rosters together; about 100 bytes each
  Rosters(int membersMax, SequencerMeters meters) {
    this.membersMax = membersMax;
    this.meters = meters;
  }

  Roster get(UUID conversationId, Function<UUID, Roster> read) {
    var known = rosters.get(conversationId);
    if (known != null) {
      return known;
    }
    var roster = read.apply(conversationId);
    meters.rosterRead();
    rosters.put(conversationId, roster);
    members += roster.size();
    shrink();
    return roster;
  }

  /// A row of this member was put. A watermark changes no roster; somebody new ends it.
  void put(Membership row) {
    var roster = rosters.get(row.conversationId());
    if (roster != null && !roster.contains(row.userId())) {
      drop(row.conversationId());
    }
  }

  /// Somebody left.
  void drop(UUID conversationId) {
    var roster = rosters.remove(conversationId);
    members -= roster == null ? 0 : roster.size();
  }

  private void shrink() {
    var eldest = rosters.entrySet().iterator();
    while (members > membersMax && rosters.size() > 1) {
      members -= eldest.next().getValue().size();
      eldest.remove();
      meters.rosterDropped();
    }
  }
}
