package io.viatra.chat.streams.sequencer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the core may know, all of it from earlier commands of the same partition. Reading changes
/// nothing; what a decision puts is visible to the next command, never to itself.
interface State {

  @Nullable Conversation conversation(UUID conversationId);

  /// [Frame#empty] where nothing is known.
  Frame frame(UUID conversationId);

  @Nullable Membership member(UUID conversationId, String userId);

  /// Everybody in it, ascending by the bytes of their ids. Walks over every row: above the fan-out
  /// limit asked only where the limit is crossed or the owner leaves.
  List<Membership> members(UUID conversationId);

  /// Everybody in it, by user partition. Asked only up to the fan-out limit.
  Roster roster(UUID conversationId);

  /// The message with this number, if it is one of the newest [RecentMessage#KEPT].
  @Nullable RecentMessage recent(UUID conversationId, long seq);

  /// All that are remembered, in no order.
  List<RecentMessage> recent(UUID conversationId);

  /// What became of the message since, if anything did.
  @Nullable ChangedMessage changed(UUID conversationId, long seq);

  /// Of one message, ascending by emoji and then by user; at most [Reacting#REACTIONS_MAX].
  List<ReactionRow> reactions(UUID conversationId, long seq);

  @Nullable Acceptance acceptance(UUID conversationId, String senderId, String clientMessageId);
}
