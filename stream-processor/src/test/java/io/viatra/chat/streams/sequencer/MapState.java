package io.viatra.chat.streams.sequencer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows in maps: for tests of the core without any store.
final class MapState implements State {
  private final Map<UUID, Conversation> conversations = new HashMap<>();
  private final Map<UUID, Map<String, Membership>> members = new HashMap<>();
  private final Map<UUID, Map<Long, RecentMessage>> recent = new HashMap<>();
  private final Map<UUID, Frame> frames = new HashMap<>();
  private final Map<UUID, Map<Long, ChangedMessage>> changes = new HashMap<>();
  private final Map<UUID, Set<ReactionRow>> reactions = new HashMap<>();
  private final Map<List<Object>, Acceptance> acceptances = new HashMap<>();
  private final int partitions;

  MapState(int partitions) {
    this.partitions = partitions;
  }

  void put(List<Row> rows) {
    for (var row : rows) {
      var id = row.conversationId();
      switch (row) {
        case Conversation conversation -> conversations.put(id, conversation);
        case Membership member ->
            members.computeIfAbsent(id, any -> new HashMap<>()).put(member.userId(), member);
        case RecentMessage message -> {
          var messages = recent.computeIfAbsent(id, any -> new HashMap<>());
          messages.put(message.seq(), message);
          messages.remove(message.seq() - RecentMessage.KEPT);
        }
        case Frame frame -> frames.put(id, frame);
        case Departure gone -> members.getOrDefault(id, Map.of()).remove(gone.userId());
        case ChangedMessage message ->
            changes.computeIfAbsent(id, any -> new HashMap<>()).put(message.seq(), message);
        case ReactionRow reaction -> {
          var set = reactions.computeIfAbsent(id, any -> new HashSet<>());
          if (reaction.present()) {
            set.add(reaction);
          } else {
            set.removeIf(other -> other.gone().equals(reaction));
          }
        }
        case Acceptance acceptance ->
            acceptances.put(
                List.of(id, acceptance.senderId(), acceptance.clientMessageId()), acceptance);
      }
    }
  }

  @Override
  public @Nullable Conversation conversation(UUID conversationId) {
    return conversations.get(conversationId);
  }

  @Override
  public @Nullable Membership member(UUID conversationId, String userId) {
    return members.getOrDefault(conversationId, Map.of()).get(userId);
  }

  @Override
  public Roster roster(UUID conversationId) {
    return Roster.of(members.getOrDefault(conversationId, Map.of()).keySet(), partitions);
  }

  @Override
  public @Nullable RecentMessage recent(UUID conversationId, long seq) {
    return recent.getOrDefault(conversationId, Map.of()).get(seq);
  }

  @Override
  public List<RecentMessage> recent(UUID conversationId) {
    return List.copyOf(recent.getOrDefault(conversationId, Map.of()).values());
  }

  @Override
  public Frame frame(UUID conversationId) {
    return frames.getOrDefault(conversationId, Frame.empty(conversationId));
  }

  @Override
  public List<Membership> members(UUID conversationId) {
    return members.getOrDefault(conversationId, Map.of()).values().stream()
        .sorted(Comparator.comparing(Membership::userId))
        .toList();
  }

  @Override
  public @Nullable ChangedMessage changed(UUID conversationId, long seq) {
    return changes.getOrDefault(conversationId, Map.of()).get(seq);
  }

  @Override
  public List<ReactionRow> reactions(UUID conversationId, long seq) {
    return reactions.getOrDefault(conversationId, Set.of()).stream()
        .filter(row -> row.seq() == seq)
        .sorted(Comparator.comparing(ReactionRow::emoji).thenComparing(ReactionRow::userId))
        .toList();
  }

  @Override
  public @Nullable Acceptance acceptance(
      UUID conversationId, String senderId, String clientMessageId) {
    return acceptances.get(List.of(conversationId, senderId, clientMessageId));
  }
}
