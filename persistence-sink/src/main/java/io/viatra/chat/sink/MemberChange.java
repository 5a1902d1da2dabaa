package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.SettingsChanged;
import org.jspecify.annotations.Nullable;

/// What a batch does to one membership, folded.
///
/// @param joined the membership that began in this batch, with the role it ended up with
/// @param role the new role of a membership that began earlier
/// @param leftSeq where the membership ended, if it did
/// @param settings the newest
/// @param ver of the newest event
record MemberChange(
    MemberKey key,
    @Nullable Member joined,
    @Nullable Role role,
    @Nullable Long leftSeq,
    @Nullable SettingsChanged settings,
    long ver) {

  static MemberChange none(MemberKey key) {
    return new MemberChange(key, null, null, null, null, 0);
  }

  /// Also after having left in the same batch: then only the new membership counts, and it begins
  /// without settings.
  MemberChange joined(Member member, long at) {
    return new MemberChange(key, member, null, null, null, at);
  }

  MemberChange role(Role given, long at) {
    if (joined == null) {
      return new MemberChange(key, null, given, leftSeq, settings, at);
    }
    Member again = new Member(joined.userId(), given, joined.joinedSeq());
    return new MemberChange(key, again, null, leftSeq, settings, at);
  }

  MemberChange left(long seq, long at) {
    return new MemberChange(key, joined, role, seq, settings, at);
  }

  MemberChange settings(SettingsChanged changed) {
    return new MemberChange(key, joined, role, leftSeq, changed, changed.ver());
  }
}
