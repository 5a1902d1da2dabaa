package io.viatra.chat.edge.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where live events began for one socket, of the conversations in which any came: everything above
/// that version was or will be sent live, and nothing at or below it was.
///
/// Bounded: the one that began first goes first, and then counts as beginning with what the socket
/// has now; a resume may then send again what came live, under the same version. Written by the
/// mailbox's thread, read by resumes.
public final class LiveStarts {
  static final int MAX = 512;

  private final Map<UUID, Long> starts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > MAX;
        }
      };

  /// An event is about to go out; only the first of a conversation counts.
  ///
  /// @param ver the version before it
  synchronized void note(UUID conversationId, long ver) {
    starts.putIfAbsent(conversationId, ver);
  }

  /// Null where nothing came live, or it is forgotten.
  public synchronized @Nullable Long of(UUID conversationId) {
    return starts.get(conversationId);
  }
}
