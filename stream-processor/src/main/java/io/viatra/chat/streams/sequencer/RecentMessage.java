package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.UUID;

/// What is remembered of one of the newest [#KEPT] messages of a conversation: enough to name its
/// author in a receipt, to turn its id into a `seq`, and to check a deletion.
///
/// @param deleted a tombstone stands in its place
record RecentMessage(
    UUID conversationId,
    long seq,
    UUID messageId,
    String senderId,
    MessageType type,
    Instant createdAt,
    boolean deleted)
    implements Row {
  /// Bounds the store, and the work of a receipt. Whoever reads further back says `upToSeq`.
  static final int KEPT = 256;

  RecentMessage asDeleted() {
    return new RecentMessage(conversationId, seq, messageId, senderId, type, createdAt, true);
  }
}
