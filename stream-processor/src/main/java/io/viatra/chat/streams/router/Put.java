package io.viatra.chat.streams.router;

import java.util.UUID;

/// A change of state that a decision asks for. Each is one key of one store and monotone by itself:
/// after a crash the changelogs of the stores may stand at different records, so no put may rely on
/// another one having been kept.
sealed interface Put {
  record OfHead(UUID conversationId, Head head) implements Put {}

  record OfInbox(String userId, UUID conversationId, InboxRow row) implements Put {}

  /// Empty sessions are deleted.
  record OfSessions(String userId, Sessions sessions) implements Put {}

  record OfPending(PendingKey key, PendingPush push) implements Put {}

  record NoPending(PendingKey key) implements Put {}
}
