package io.viatra.chat.streams.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The rows of one task, in RocksDB with a changelog each.
final class StoredState implements State {
  private static final int ID_BYTES = 16;

  private final KeyValueStore<Bytes, byte[]> conversations;
  private final KeyValueStore<Bytes, byte[]> members;
  private final KeyValueStore<Bytes, byte[]> recent;
  private final DedupeStore dedupe;
  private final Rosters rosters;
  private final int partitions;

  /// @param partitions of `chat.deliveries.v1`
  StoredState(Stores stores, Rosters rosters, int partitions) {
    conversations = stores.conversations();
    members = stores.members();
    recent = stores.recent();
    dedupe = new DedupeStore(stores.dedupe());
    this.rosters = rosters;
    this.partitions = partitions;
  }

  /// The four stores of a task.
  record Stores(
      KeyValueStore<Bytes, byte[]> conversations,
      KeyValueStore<Bytes, byte[]> members,
      KeyValueStore<Bytes, byte[]> recent,
      KeyValueStore<Bytes, byte[]> dedupe) {}

  /// Puts what was decided.
  void put(List<Row> rows) {
    for (var row : rows) {
      switch (row) {
        case Conversation conversation ->
            conversations.put(
                RowKeys.conversation(conversation.conversationId()), RowValues.of(conversation));
        case Membership member -> {
          members.put(
              RowKeys.member(member.conversationId(), member.userId()), RowValues.of(member));
          rosters.put(member);
        }
        case RecentMessage message ->
            recent.put(
                RowKeys.recent(message.conversationId(), message.seq()), RowValues.of(message));
        case Acceptance acceptance -> dedupe.put(acceptance);
      }
    }
  }

  @Override
  public @Nullable Conversation conversation(UUID conversationId) {
    var value = conversations.get(RowKeys.conversation(conversationId));
    return value == null ? null : RowValues.conversation(conversationId, value);
  }

  @Override
  public @Nullable Membership member(UUID conversationId, String userId) {
    var value = members.get(RowKeys.member(conversationId, userId));
    return value == null ? null : RowValues.membership(conversationId, userId, value);
  }

  @Override
  public Roster roster(UUID conversationId) {
    return rosters.get(conversationId, this::readRoster);
  }

  private Roster readRoster(UUID conversationId) {
    var userIds = new ArrayList<String>();
    var prefix = RowKeys.conversation(conversationId);
    try (var rows = members.prefixScan(prefix, new BytesSerializer())) {
      while (rows.hasNext()) {
        var key = rows.next().key.get();
        userIds.add(new String(key, ID_BYTES, key.length - ID_BYTES, StandardCharsets.UTF_8));
      }
    }
    return Roster.of(userIds, partitions);
  }

  @Override
  public @Nullable RecentMessage recent(UUID conversationId, long seq) {
    var value = recent.get(RowKeys.recent(conversationId, seq));
    if (value == null) {
      return null;
    }
    var message = RowValues.recent(conversationId, value);
    // A newer message may have taken its place.
    return message.seq() == seq ? message : null;
  }

  @Override
  public List<RecentMessage> recent(UUID conversationId) {
    var messages = new ArrayList<RecentMessage>();
    var prefix = RowKeys.conversation(conversationId);
    try (var rows = recent.prefixScan(prefix, new BytesSerializer())) {
      while (rows.hasNext()) {
        messages.add(RowValues.recent(conversationId, rows.next().value));
      }
    }
    return messages;
  }

  @Override
  public @Nullable Acceptance acceptance(
      UUID conversationId, String senderId, String clientMessageId) {
    return dedupe.find(conversationId, senderId, clientMessageId);
  }
}
