package io.viatra.chat.streams.router;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/// Keys as the stores hold them, laid out so that what is read together lies together: a user's
/// rows under one prefix, pending pushes by the time they are due.
final class StateKeys {
  private static final int UUID_BYTES = 16;

  private StateKeys() {}

  static Bytes head(UUID conversationId) {
    return Bytes.wrap(uuid(ByteBuffer.allocate(UUID_BYTES), conversationId).array());
  }

  static UUID headOf(Bytes headKey) {
    return uuid(ByteBuffer.wrap(headKey.get()));
  }

  /// User and NUL. A user id holds no NUL, so no user's prefix begins another's key.
  static byte[] inboxOf(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(id.length + 1).put(id).array();
  }

  static Bytes inbox(String userId, UUID conversationId) {
    byte[] user = inboxOf(userId);
    var key = ByteBuffer.allocate(user.length + UUID_BYTES).put(user);
    return Bytes.wrap(uuid(key, conversationId).array());
  }

  /// The conversation in an inbox key: its last sixteen bytes.
  static UUID conversationOf(Bytes inboxKey) {
    byte[] key = inboxKey.get();
    return uuid(ByteBuffer.wrap(key, key.length - UUID_BYTES, UUID_BYTES));
  }

  static Bytes sessions(String userId) {
    return Bytes.wrap(userId.getBytes(StandardCharsets.UTF_8));
  }

  static String userOf(Bytes sessionsKey) {
    return new String(sessionsKey.get(), StandardCharsets.UTF_8);
  }

  static Bytes pending(PendingKey key) {
    var bytes = ByteBuffer.allocate(Long.BYTES + UUID_BYTES + Long.BYTES + 1).putLong(key.dueAt());
    uuid(bytes, key.conversationId()).putLong(key.seq()).put((byte) key.waiting().code());
    return Bytes.wrap(bytes.array());
  }

  /// Every key that is due up to then sorts before it.
  static Bytes pendingAfter(long dueAt) {
    long next = dueAt == Long.MAX_VALUE ? dueAt : dueAt + 1;
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(next).array());
  }

  static PendingKey pending(Bytes key) {
    var bytes = ByteBuffer.wrap(key.get());
    return new PendingKey(
        bytes.getLong(), uuid(bytes), bytes.getLong(), Waiting.ofCode(bytes.get()));
  }

  private static ByteBuffer uuid(ByteBuffer bytes, UUID id) {
    return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
