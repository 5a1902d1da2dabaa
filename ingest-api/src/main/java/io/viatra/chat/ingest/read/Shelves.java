package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.cache.Shelf;
import io.viatra.chat.ingest.cache.Stamp;
import io.viatra.chat.ingest.cache.Wanted;
import io.viatra.chat.readmodel.cache.CacheKeys;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The kinds of entries that readers keep, and of which state each has to be.
final class Shelves {
  private static final Shelf<List<StoredMessage>> MESSAGES =
      new Shelf<>("messages", Duration.ofMinutes(5), new MessageCodec());
  private static final Shelf<Roster> ROSTERS =
      new Shelf<>("conversations", Duration.ofMinutes(10), new RosterCodec());

  private Shelves() {}

  /// A block of messages, ascending: all there are of it up to the conversation's head.
  static Wanted<List<StoredMessage>> block(UUID conversationId, long block, Versions at) {
    var top = Math.min(at.lastSeq(), (block + 1) * CacheKeys.BLOCK);
    return new Wanted<>(
        MESSAGES,
        CacheKeys.messages(conversationId, block),
        Stamp.of(at.since(), at.changedVer(), top));
  }

  /// The message at the conversation's head, alone.
  static Wanted<List<StoredMessage>> newest(UUID conversationId, Versions at) {
    return new Wanted<>(
        MESSAGES,
        CacheKeys.newest(conversationId),
        Stamp.of(at.since(), at.changedVer(), at.lastSeq()));
  }

  /// A whole roster.
  ///
  /// @param reach [Roster#reach]
  static Wanted<Roster> roster(UUID conversationId, Versions at, long reach) {
    return new Wanted<>(
        ROSTERS, CacheKeys.roster(conversationId), Stamp.of(at.since(), at.frameVer(), reach));
  }
}
