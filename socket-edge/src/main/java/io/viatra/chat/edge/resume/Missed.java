package io.viatra.chat.edge.resume;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.session.Session;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened in a conversation above a version: the read model's word, asked in the user's own
/// name.
public interface Missed {
  /// Waits, but not for long.
  ///
  /// @param since what lies above it is wanted
  /// @param upTo how far the read model should be, which is waited for a moment; null for wherever
  ///   it is
  Answer since(Session session, UUID conversationId, long since, @Nullable Long upTo);

  /// What came of asking.
  sealed interface Answer {
    /// All of it.
    ///
    /// @param ver how far it goes; single events may lie above
    record Changes(long ver, List<Change> changes) implements Answer {
      public Changes {
        changes = List.copyOf(changes);
      }
    }

    /// More than is filled.
    record TooMuch() implements Answer {}

    /// There is no such conversation that this user may see.
    record Absent() implements Answer {}

    /// Nobody can say now.
    record Unreachable() implements Answer {}
  }

  /// Something that is as it is since a version.
  ///
  /// @param event the name under which it would have come live
  record Change(long ver, String event, JsonNode payload) {}
}
