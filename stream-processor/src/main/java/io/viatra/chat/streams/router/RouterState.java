package io.viatra.chat.streams.router;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// What the rules may read. One task's share, on its thread; absent things are their `NONE`, so no
/// rule asks twice.
interface RouterState {
  Head head(UUID conversationId);

  InboxRow inbox(String userId, UUID conversationId);

  /// The user's rows in no useful order, those who left included, at most `max`.
  List<Inbox> inboxes(String userId, int max);

  Sessions sessions(String userId);

  void eachSessions(BiConsumer<String, Sessions> each);

  /// Visits entries due up to `dueAt`, earliest first, until the visitor answers false. The visitor
  /// decides and does not write.
  void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor);

  long pendingSize();

  /// One row of a user.
  record Inbox(UUID conversationId, InboxRow row) {}
}
