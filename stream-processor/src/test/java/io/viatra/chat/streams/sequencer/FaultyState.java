package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows as a wrong rule would see them: the true ones, but for what a subclass says.
class FaultyState implements State {
  private final State state;

  /// What is being decided; null before the first.
  @Nullable Command current;

  FaultyState(State state) {
    this.state = state;
  }

  @Override
  public @Nullable Conversation conversation(UUID conversationId) {
    return state.conversation(conversationId);
  }

  @Override
  public Frame frame(UUID conversationId) {
    return state.frame(conversationId);
  }

  @Override
  public @Nullable Membership member(UUID conversationId, String userId) {
    return state.member(conversationId, userId);
  }

  @Override
  public List<Membership> members(UUID conversationId) {
    return state.members(conversationId);
  }

  @Override
  public Roster roster(UUID conversationId) {
    return state.roster(conversationId);
  }

  @Override
  public @Nullable RecentMessage recent(UUID conversationId, long seq) {
    return state.recent(conversationId, seq);
  }

  @Override
  public List<RecentMessage> recent(UUID conversationId) {
    return state.recent(conversationId);
  }

  @Override
  public @Nullable ChangedMessage changed(UUID conversationId, long seq) {
    return state.changed(conversationId, seq);
  }

  @Override
  public List<ReactionRow> reactions(UUID conversationId, long seq) {
    return state.reactions(conversationId, seq);
  }

  @Override
  public @Nullable Acceptance acceptance(
      UUID conversationId, String senderId, String clientMessageId) {
    return state.acceptance(conversationId, senderId, clientMessageId);
  }
}
