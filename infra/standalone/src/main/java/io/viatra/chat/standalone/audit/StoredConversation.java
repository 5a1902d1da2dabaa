package io.viatra.chat.standalone.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL holds of one conversation.
///
/// @param row null where `conversations` has none
/// @param members by user
record StoredConversation(@Nullable Row row, Map<String, MemberRow> members) {
  static final StoredConversation NONE = new StoredConversation(null, Map.of());

  /// @param messages rows, of which there is one for each `seq`, deleted or not
  record Row(String type, long ver, long lastSeq, long messages) {}

  /// @param leftSeq null for a member
  /// @param ver 0 for a row that a receipt made before its member came
  record MemberRow(
      String role,
      long joinedSeq,
      @Nullable Long leftSeq,
      Marks marks,
      long ver,
      @Nullable Long unread) {}

  record Marks(long delivered, long read) {}
}
