package io.viatra.chat.streams.sequencer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the core may know, all of it from earlier commands of the same partition. Reading changes
/// nothing; what a decision puts is visible to the next command, never to itself.
interface State {

  @Nullable Conversation conversation(UUID conversationId);

  @Nullable Membership member(UUID conversationId, String userId);

  /// Everybody in it, by user partition. Asked only up to the fan-out limit.
  Roster roster(UUID conversationId);

  /// The message with this number, if it is one of the newest [RecentMessage#KEPT].
  @Nullable RecentMessage recent(UUID conversationId, long seq);

  /// All that are remembered, in no order.
  List<RecentMessage> recent(UUID conversationId);

  @Nullable Acceptance acceptance(UUID conversationId, String senderId, String clientMessageId);
}
