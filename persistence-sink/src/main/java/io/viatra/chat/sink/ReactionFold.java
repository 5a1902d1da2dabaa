package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ReactionChanged;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// A batch's effect on `reactions`: of each element of the set (message, user, emoji) the last
/// word.
final class ReactionFold {
  private record Key(MessageKey message, String userId, String emoji) {}

  private final Map<Key, ReactionChanged> changes = new LinkedHashMap<>();

  void changed(ReactionChanged event) {
    MessageKey message = new MessageKey(event.conversationId(), event.target().seq());
    changes.put(new Key(message, event.userId(), event.emoji()), event);
  }

  Collection<ReactionChanged> added() {
    return changes.values().stream().filter(ReactionChanged::added).toList();
  }

  Collection<ReactionChanged> removed() {
    return changes.values().stream().filter(c -> !c.added()).toList();
  }
}
