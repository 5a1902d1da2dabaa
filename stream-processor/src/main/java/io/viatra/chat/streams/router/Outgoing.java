package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.streams.Kept;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record to write.
sealed interface Outgoing {
  /// @param key conversation or user, so that logs can be searched; the slot chooses the partition
  record ToMailbox(String key, MailboxRecord record) implements Outgoing {}

  record ToPush(PushRequest request) implements Outgoing {}

  /// @param count null where the user is no member any more
  record ToUnread(String userId, UUID conversationId, @Nullable UnreadCount count)
      implements Outgoing {}

  /// What could not be read, as it came.
  ///
  /// @param code from a closed set: `no-key`, `empty`, `not-json`, `unknown-type`, `out-of-bounds`,
  ///   `foreign-key`, `oversized`
  record ToDeadLetters(Coordinates from, Kept kept, String code) implements Outgoing {}

  /// Where a record lies.
  record Coordinates(String topic, int partition, long offset) {}
}
