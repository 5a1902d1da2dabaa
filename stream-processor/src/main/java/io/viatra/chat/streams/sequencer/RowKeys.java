package io.viatra.chat.streams.sequencer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/// Keys of the rows. All begin with the conversation's sixteen bytes, so that what belongs together
/// lies together; a user id holds no NUL, so NUL parts what follows it.
final class RowKeys {
  /// Conversation ids, too, come first among the dedupe rows; the index lies behind them all.
  private static final byte ACCEPTED = 1;

  private static final byte EXPIRING = 2;
  private static final byte END = 3;

  private static final int ID_BYTES = 16;

  private RowKeys() {}

  static Bytes conversation(UUID conversationId) {
    return Bytes.wrap(id(conversationId, 0).array());
  }

  static Bytes member(UUID conversationId, String userId) {
    var user = userId.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(id(conversationId, user.length).put(user).array());
  }

  /// `seq` mod 256: the newest message takes the place of the one 256 before it.
  static Bytes recent(UUID conversationId, long seq) {
    return Bytes.wrap(id(conversationId, 1).put((byte) (seq % RecentMessage.KEPT)).array());
  }

  /// Of every message that was changed; by `seq`.
  static Bytes message(UUID conversationId, long seq) {
    return Bytes.wrap(id(conversationId, Long.BYTES).putLong(seq).array());
  }

  /// Behind its message, so that a scan of a message's key finds them all, emoji by emoji.
  static Bytes reaction(ReactionRow row) {
    var emoji = row.emoji().getBytes(StandardCharsets.UTF_8);
    var user = row.userId().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        id(row.conversationId(), Long.BYTES + emoji.length + 1 + user.length)
            .putLong(row.seq())
            .put(emoji)
            .put((byte) 0)
            .put(user)
            .array());
  }

  static ReactionRow reaction(UUID conversationId, long seq, Bytes reaction) {
    var key = reaction.get();
    int emoji = ID_BYTES + Long.BYTES;
    int end = emoji;
    while (key[end] != 0) {
      end++;
    }
    return new ReactionRow(
        conversationId,
        seq,
        new String(key, emoji, end - emoji, StandardCharsets.UTF_8),
        new String(key, end + 1, key.length - end - 1, StandardCharsets.UTF_8),
        true);
  }

  /// The conversation in a member's key, as in all that begin with it.
  static UUID conversationOf(Bytes key) {
    var id = ByteBuffer.wrap(key.get());
    return new UUID(id.getLong(), id.getLong());
  }

  /// The user in a member's key.
  static String userOf(Bytes member) {
    var key = member.get();
    return new String(key, ID_BYTES, key.length - ID_BYTES, StandardCharsets.UTF_8);
  }

  static Bytes acceptance(UUID conversationId, String senderId, String clientMessageId) {
    var sender = senderId.getBytes(StandardCharsets.UTF_8);
    var client = clientMessageId.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + ID_BYTES + sender.length + 1 + client.length)
            .put(ACCEPTED)
            .putLong(conversationId.getMostSignificantBits())
            .putLong(conversationId.getLeastSignificantBits())
            .put(sender)
            .put((byte) 0)
            .put(client)
            .array());
  }

  /// Conversation and sender of a dedupe row, or of its entry in the index.
  static String acceptedBy(Bytes key) {
    var accepted = key.get()[0] == ACCEPTED ? key.get() : expiring(key).get();
    int sender = 1 + ID_BYTES;
    int end = sender;
    while (accepted[end] != 0) {
      end++;
    }
    var id = ByteBuffer.wrap(accepted, 1, ID_BYTES);
    return new UUID(id.getLong(), id.getLong())
        + " "
        + new String(accepted, sender, end - sender, StandardCharsets.UTF_8);
  }

  /// Sorts by time; ends in the acceptance's own key.
  static Bytes expiry(long atMillis, Bytes acceptance) {
    var key = acceptance.get();
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES + key.length)
            .put(EXPIRING)
            .putLong(atMillis)
            .put(key)
            .array());
  }

  static Bytes expiryFrom(long atMillis) {
    return expiry(atMillis, Bytes.wrap(new byte[0]));
  }

  static Bytes expiryEnd() {
    return Bytes.wrap(new byte[] {END});
  }

  /// Whether a dedupe row, or its entry in the index, still counts.
  ///
  /// @param value of the row
  static boolean holdsAt(Bytes key, byte[] value, Instant now) {
    boolean accepted = key.get()[0] == ACCEPTED;
    long at = accepted ? RowValues.acceptedAt(value) : expiryTime(key);
    return Acceptance.holds(Instant.ofEpochMilli(at), now);
  }

  static long expiryTime(Bytes expiry) {
    return ByteBuffer.wrap(expiry.get(), 1, Long.BYTES).getLong();
  }

  static Bytes expiring(Bytes expiry) {
    var key = expiry.get();
    int start = 1 + Long.BYTES;
    return Bytes.wrap(
        ByteBuffer.allocate(key.length - start).put(key, start, key.length - start).array());
  }

  private static ByteBuffer id(UUID conversationId, int more) {
    return ByteBuffer.allocate(ID_BYTES + more)
        .putLong(conversationId.getMostSignificantBits())
        .putLong(conversationId.getLeastSignificantBits());
  }
}
