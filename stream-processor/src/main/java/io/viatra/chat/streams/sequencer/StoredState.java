package io.viatra.chat.streams.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The rows of one task, in RocksDB with a changelog each.
final class StoredState implements State {
  private final KeyValueStore<Bytes, byte[]> conversations;
  private final KeyValueStore<Bytes, byte[]> frames;
  private final KeyValueStore<Bytes, byte[]> members;
  private final KeyValueStore<Bytes, byte[]> recent;
  private final KeyValueStore<Bytes, byte[]> changes;
  private final KeyValueStore<Bytes, byte[]> reactions;
  private final DedupeStore dedupe;
  private final Rosters rosters;
  private final int partitions;

  /// @param partitions of `chat.deliveries.v1`
  StoredState(Stores stores, Rosters rosters, int partitions) {
    conversations = stores.conversations();
    frames = stores.frames();
    members = stores.members();
    recent = stores.recent();
    changes = stores.changes();
    reactions = stores.reactions();
    dedupe = new DedupeStore(stores.dedupe());
    this.rosters = rosters;
    this.partitions = partitions;
  }

  /// The stores of a task.
  record Stores(
      KeyValueStore<Bytes, byte[]> conversations,
      KeyValueStore<Bytes, byte[]> frames,
      KeyValueStore<Bytes, byte[]> members,
      KeyValueStore<Bytes, byte[]> recent,
      KeyValueStore<Bytes, byte[]> changes,
      KeyValueStore<Bytes, byte[]> reactions,
      KeyValueStore<Bytes, byte[]> dedupe) {
    static Stores of(ProcessorContext<?, ?> context) {
      return of((Function<String, KeyValueStore<Bytes, byte[]>>) context::getStateStore);
    }

    static Stores of(Function<String, KeyValueStore<Bytes, byte[]>> byName) {
      return new Stores(
          byName.apply(SequencerTopology.CONVERSATIONS),
          byName.apply(SequencerTopology.FRAMES),
          byName.apply(SequencerTopology.MEMBERS),
          byName.apply(SequencerTopology.RECENT),
          byName.apply(SequencerTopology.CHANGES),
          byName.apply(SequencerTopology.REACTIONS),
          byName.apply(SequencerTopology.DEDUPE));
    }
  }

  private static final byte[] PRESENT = {1};

  /// Puts what was decided.
  void put(List<? extends Row> rows) {
    for (var row : rows) {
      switch (row) {
        case Conversation conversation ->
            conversations.put(
                RowKeys.conversation(conversation.conversationId()), RowValues.of(conversation));
        case Frame frame ->
            frames.put(RowKeys.conversation(frame.conversationId()), RowValues.of(frame));
        case Membership member -> {
          members.put(
              RowKeys.member(member.conversationId(), member.userId()), RowValues.of(member));
          rosters.put(member);
        }
        case Departure gone -> {
          members.delete(RowKeys.member(gone.conversationId(), gone.userId()));
          rosters.drop(gone.conversationId());
        }
        case RecentMessage message ->
            recent.put(
                RowKeys.recent(message.conversationId(), message.seq()), RowValues.of(message));
        case ChangedMessage message ->
            changes.put(
                RowKeys.message(message.conversationId(), message.seq()), RowValues.of(message));
        case ReactionRow reaction ->
            reactions.put(RowKeys.reaction(reaction), reaction.present() ? PRESENT : null);
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
  public Frame frame(UUID conversationId) {
    var value = frames.get(RowKeys.conversation(conversationId));
    return value == null ? Frame.empty(conversationId) : RowValues.frame(conversationId, value);
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
    return Roster.of(members(conversationId).stream().map(Membership::userId).toList(), partitions);
  }

  @Override
  public List<Membership> members(UUID conversationId) {
    var found = new ArrayList<Membership>();
    var prefix = RowKeys.conversation(conversationId);
    try (var rows = members.prefixScan(prefix, new BytesSerializer())) {
      while (rows.hasNext()) {
        var row = rows.next();
        found.add(RowValues.membership(conversationId, RowKeys.userOf(row.key), row.value));
      }
    }
    return found;
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
  public @Nullable ChangedMessage changed(UUID conversationId, long seq) {
    var value = changes.get(RowKeys.message(conversationId, seq));
    return value == null ? null : RowValues.changed(conversationId, seq, value);
  }

  @Override
  public List<ReactionRow> reactions(UUID conversationId, long seq) {
    var found = new ArrayList<ReactionRow>();
    var prefix = RowKeys.message(conversationId, seq);
    try (var rows = reactions.prefixScan(prefix, new BytesSerializer())) {
      rows.forEachRemaining(row -> found.add(RowKeys.reaction(conversationId, seq, row.key)));
    }
    return found;
  }

  @Override
  public @Nullable Acceptance acceptance(
      UUID conversationId, String senderId, String clientMessageId) {
    return dedupe.find(conversationId, senderId, clientMessageId);
  }
}
