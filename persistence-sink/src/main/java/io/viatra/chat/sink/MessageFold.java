package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A batch's effect on `messages`. Most of a batch is messages nobody has touched since, so the
/// usual batch is one insert; edits and tombstones of older messages are updates of their own.
final class MessageFold {
  private final Map<MessageKey, MessageChange> changes = new LinkedHashMap<>();

  void sent(MessageSent event) {
    change(event.conversationId(), event.seq(), c -> c.sent(event));
  }

  void edited(MessageEdited event) {
    change(event.conversationId(), event.target().seq(), c -> c.edited(event));
  }

  void deleted(MessageDeleted event) {
    change(event.conversationId(), event.target().seq(), c -> c.deleted(event));
  }

  void reacted(ReactionChanged event) {
    change(event.conversationId(), event.target().seq(), c -> c.reacted(event.ver()));
  }

  /// Whole rows.
  Collection<MessageChange> rows() {
    return those(c -> c.sent() != null);
  }

  /// New bodies for rows that are there.
  Collection<MessageChange> edits() {
    return those(c -> c.sent() == null && c.edited() != null);
  }

  /// New versions for rows that are there and say what they said.
  Collection<MessageChange> touches() {
    return those(c -> c.sent() == null && c.edited() == null && c.deleted() == null);
  }

  /// Tombstones for rows that are there.
  Collection<MessageChange> tombstones() {
    return those(c -> c.sent() == null && c.deleted() != null);
  }

  /// Everything deleted in this batch, also what was sent in it.
  Collection<MessageKey> deletedKeys() {
    return those(c -> c.deleted() != null).stream().map(MessageChange::key).toList();
  }

  private void change(UUID conversationId, long seq, UnaryOperator<MessageChange> step) {
    MessageKey key = new MessageKey(conversationId, seq);
    changes.put(key, step.apply(changes.getOrDefault(key, MessageChange.none(key))));
  }

  private Collection<MessageChange> those(Predicate<MessageChange> which) {
    return changes.values().stream().filter(which).toList();
  }
}
