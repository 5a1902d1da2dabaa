package io.viatra.chat.streams.sequencer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows in maps: for tests of the core without any store.
final class MapState implements State {
  private final Map<UUID, Conversation> conversations = new HashMap<>();
  private final Map<UUID, Map<String, Membership>> members = new HashMap<>();
  private final Map<UUID, Map<Long, RecentMessage>> recent = new HashMap<>();
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
  public @Nullable Acceptance acceptance(
      UUID conversationId, String senderId, String clientMessageId) {
    return acceptances.get(List.of(conversationId, senderId, clientMessageId));
  }
}
