package io.viatra.chat.streams.router;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// The numbers that stand in the router's stores, for an auditor who reads their changelogs from
/// outside. The layout of the rows stays this package's own affair.
public final class RouterNumbers {
  private static final int ID_BYTES = 16;

  private RouterNumbers() {}

  /// Where a conversation stands, in one user partition.
  public record OfHead(long ver, long lastSeq) {}

  /// Where a member stands.
  ///
  /// @param member false: left
  /// @param unread as the router tells it, from this row and the head of the same partition
  public record OfMember(boolean member, long deliveredSeq, long readSeq, long unread) {}

  /// The changelog of heads.
  ///
  /// @param prefix as `CHAT_STREAMS_PREFIX` has it
  public static String headsLog(String prefix) {
    return log(prefix, RouterStores.HEADS);
  }

  /// The changelog of members' rows.
  public static String inboxLog(String prefix) {
    return log(prefix, RouterStores.INBOX);
  }

  /// The consumer group, whose offsets tell how far the router is.
  public static String group(String prefix) {
    return prefix + "-router";
  }

  private static String log(String prefix, String store) {
    return group(prefix) + "-" + store + "-changelog";
  }

  /// The conversation of a head's key; null where it is none of ours.
  public static @Nullable UUID conversationOfHead(byte[] key) {
    if (key.length != ID_BYTES) {
      return null;
    }
    var id = ByteBuffer.wrap(key);
    return new UUID(id.getLong(), id.getLong());
  }

  /// The conversation of a member's key; null where it is none of ours.
  public static @Nullable UUID conversationOfInbox(byte[] key) {
    return key.length < ID_BYTES + 1 ? null : StateKeys.conversationOf(Bytes.wrap(key));
  }

  /// The user of a member's key.
  public static String userOfInbox(byte[] key) {
    return new String(key, 0, key.length - ID_BYTES - 1, StandardCharsets.UTF_8);
  }

  /// Null where the row cannot be read.
  public static @Nullable OfHead head(byte[] row) {
    var read = orNull(() -> StateValues.head(row));
    return read == null ? null : new OfHead(read.ver(), read.lastSeq());
  }

  /// Null where the row, or the head, cannot be read.
  ///
  /// @param head of the same conversation and partition; null where there is none
  public static @Nullable OfMember member(byte[] row, byte @Nullable [] head) {
    var known = head == null ? Head.NONE : orNull(() -> StateValues.head(head));
    var read = orNull(() -> StateValues.inbox(row));
    return read == null || known == null
        ? null
        : new OfMember(
            read.member(), read.marks().delivered(), read.marks().read(), read.unread(known));
  }

  /// A damaged row may fail at any of its fields, and stops nobody here but itself.
  private static <T> @Nullable T orNull(Supplier<T> row) {
    try {
      return row.get();
    } catch (RuntimeException damaged) {
      return null;
    }
  }
}
