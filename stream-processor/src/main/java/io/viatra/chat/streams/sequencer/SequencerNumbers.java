package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// The numbers that stand in the sequencer's stores, for an auditor who reads their changelogs from
/// outside. The layout of the rows stays this package's own affair.
public final class SequencerNumbers {
  private static final int ID_BYTES = 16;
  private static final UUID ANY = new UUID(0, 0);

  private SequencerNumbers() {}

  /// Where a conversation stands.
  ///
  /// @param members how many there are
  public record OfConversation(ConversationType type, long ver, long lastSeq, int members) {}

  /// Where a member stands.
  public record OfMember(Role role, long joinedSeq, long deliveredSeq, long readSeq) {}

  /// The changelog of conversations.
  ///
  /// @param prefix as `CHAT_STREAMS_PREFIX` has it
  public static String conversationsLog(String prefix) {
    return log(prefix, SequencerTopology.CONVERSATIONS);
  }

  /// The changelog of members.
  public static String membersLog(String prefix) {
    return log(prefix, SequencerTopology.MEMBERS);
  }

  private static String log(String prefix, String store) {
    return prefix + "-sequencer-" + store + "-changelog";
  }

  /// The conversation of a key, of either changelog; null where it is none of ours.
  public static @Nullable UUID conversationOf(byte[] key) {
    if (key.length < ID_BYTES) {
      return null;
    }
    var id = ByteBuffer.wrap(key);
    return new UUID(id.getLong(), id.getLong());
  }

  /// The user of a member's key.
  public static String userOf(byte[] member) {
    return RowKeys.userOf(Bytes.wrap(member));
  }

  /// Null where the row cannot be read.
  public static @Nullable OfConversation conversation(byte[] row) {
    var read = orNull(() -> RowValues.conversation(ANY, row));
    return read == null
        ? null
        : new OfConversation(read.type(), read.ver(), read.lastSeq(), read.memberCount());
  }

  /// Null where the row cannot be read.
  public static @Nullable OfMember member(byte[] row) {
    var read = orNull(() -> RowValues.membership(ANY, "", row));
    return read == null
        ? null
        : new OfMember(read.role(), read.joinedSeq(), read.deliveredSeq(), read.readSeq());
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
