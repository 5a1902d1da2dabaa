package io.viatra.chat.standalone.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the stores hold of one conversation, as it lies in their changelogs.
final class Stored {
  /// The sequencer's row; null where there is none.
  byte @Nullable [] conversation;

  /// The router's, by user partition.
  final Map<Integer, byte[]> heads = new TreeMap<>();

  final Map<String, OfPerson> people = new HashMap<>(4);

  /// What they hold of one person in it.
  static final class OfPerson {
    byte @Nullable [] member;
    byte @Nullable [] inbox;

    /// As `chat.unread.v1` has it; null where it has nothing.
    @Nullable Long unread;

    boolean isEmpty() {
      return member == null && inbox == null && unread == null;
    }
  }

  boolean isEmpty() {
    return conversation == null && heads.isEmpty() && people.isEmpty();
  }
}
