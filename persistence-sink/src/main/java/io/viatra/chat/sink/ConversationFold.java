package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A batch's effect on `conversations`: one row per conversation that anything happened in, however
/// many messages it got. Ordered by id, the order of locking.
final class ConversationFold {
  private final List<ConversationCreated> created = new ArrayList<>();
  private final Map<UUID, ConversationChange> changes = new TreeMap<>();

  void created(ConversationCreated event) {
    created.add(event);
  }

  /// Every event is a new version of its conversation.
  void touched(ConversationEvent event) {
    change(event.conversationId(), c -> c.happened(event.ver()));
  }

  /// A message is no longer what it was.
  void messageChanged(ConversationEvent event) {
    change(event.conversationId(), c -> c.changed(event.ver()));
  }

  /// What the conversation is besides its messages is no longer what it was.
  void framed(ConversationEvent event) {
    change(event.conversationId(), c -> c.framed(event.ver()));
  }

  void message(MessageSent event) {
    change(event.conversationId(), c -> c.message(event.seq(), event.at()));
  }

  void updated(ConversationUpdated event) {
    change(event.conversationId(), c -> c.profile(event));
  }

  Collection<ConversationCreated> created() {
    return created;
  }

  Collection<ConversationChange> changes() {
    return changes.values();
  }

  private void change(UUID id, UnaryOperator<ConversationChange> step) {
    changes.put(id, step.apply(changes.getOrDefault(id, ConversationChange.none(id))));
  }
}
