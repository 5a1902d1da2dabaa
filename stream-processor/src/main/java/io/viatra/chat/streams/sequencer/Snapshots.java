package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation's frame and members as one command leaves them: what is stored, and over it what
/// the decision changes, because a decision does not see its own rows.
final class Snapshots {
  private final State state;

  Snapshots(State state) {
    this.state = state;
  }

  /// Everybody after the decision, ascending by user id.
  ///
  /// @param changed rows that come or change
  /// @param gone who is a member no more
  List<Membership> members(UUID conversationId, List<Membership> changed, @Nullable String gone) {
    var byUser = new TreeMap<String, Membership>();
    state.members(conversationId).forEach(member -> byUser.put(member.userId(), member));
    changed.forEach(member -> byUser.put(member.userId(), member));
    if (gone != null) {
      byUser.remove(gone);
    }
    return List.copyOf(byUser.values());
  }

  static ConversationSnapshot of(
      Conversation conversation, Frame frame, List<Membership> shown, Instant at) {
    return new ConversationSnapshot(
        conversation.conversationId(),
        conversation.ver(),
        at,
        conversation.type(),
        frame.name(),
        frame.avatarUrl(),
        frame.metadata(),
        conversation.lastSeq(),
        conversation.createdAt(),
        shown.stream().map(Membership::state).toList());
  }
}
