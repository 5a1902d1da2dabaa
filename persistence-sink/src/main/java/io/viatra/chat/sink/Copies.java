package io.viatra.chat.sink;

import io.viatra.chat.readmodel.cache.CacheKeys;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Copies of rows in Redis. A message that is only sent makes none old that anybody would use: they
/// are of the state before it, and hold nothing that has gone.
final class Copies {
  private Copies() {}

  /// Names of the entries that hold what a batch has changed.
  static Set<String> outdatedBy(Fold fold) {
    Set<String> keys = new LinkedHashSet<>();
    messages(fold.messages.edits().stream().map(MessageChange::key).toList(), keys);
    messages(fold.messages.touches().stream().map(MessageChange::key).toList(), keys);
    messages(fold.messages.deletedKeys(), keys);
    for (ConversationChange change : fold.conversations.changes()) {
      if (change.versions().frame() > 0) {
        keys.add(CacheKeys.roster(change.id()));
      }
    }
    return keys;
  }

  private static void messages(Collection<MessageKey> changed, Set<String> keys) {
    for (MessageKey key : changed) {
      keys.add(CacheKeys.messages(key.conversationId(), CacheKeys.block(key.seq())));
      keys.add(CacheKeys.newest(key.conversationId()));
    }
  }
}
