package io.viatra.chat.ingest.read;

import org.jspecify.annotations.Nullable;

/// Somebody's membership, and the state that the conversation was in when it was read.
///
/// @param state null where nothing of the conversation is cached: caches are off, or its roster is
///   cut
public record Standing(Membership me, @Nullable State state) {

  /// @param reach of the roster, see [Roster#reach]
  public record State(Versions versions, long reach) {}

  static Standing uncached(Membership me) {
    return new Standing(me, null);
  }
}
