package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.streams.Changelog;
import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The state of one partition, made anew from its part of the log: first all receipts, then all
/// events in their order, then the end. The rows are those that the sequencer would have, to the
/// byte, also among what it remembers of repeats.
///
/// One thread; the order of the calls is the caller's to keep.
public final class SequencerFold {
  /// Beside the sequencer's own stores: the highest receipt of each member. It is needed while the
  /// log is read, and is no state.
  public static final String RECEIPTS = "receipts";

  private static final int VERSION = 1;

  private Instant newest = Instant.EPOCH;

  private final KeyValueStore<Bytes, byte[]> receipts;
  private final StoredState state;
  private final Fold fold;
  private final Told told;

  /// @param stores empty ones by name, those of [SequencerTopology#STORES] and [#RECEIPTS]
  public SequencerFold(
      Function<String, KeyValueStore<Bytes, byte[]>> stores, SequencerLimits limits, Told told) {
    this.told = told;
    receipts = stores.apply(RECEIPTS);
    var meters = new SequencerMeters(new SimpleMeterRegistry());
    state =
        new StoredState(
            StoredState.Stores.of(stores),
            new Rosters(limits.rosterMembersMax(), meters),
            limits.partitions());
    fold = new Fold(state, this::receipt, limits.partitions(), limits.fanoutMax());
  }

  /// Hears the deliveries that an event led to, as far as they are more than words: see
  /// [Retelling].
  @FunctionalInterface
  public interface Told {
    void delivery(int partition, Delivery delivery);
  }

  /// Hears of a watermark that lies beyond its conversation's head.
  @FunctionalInterface
  public interface Beyond {
    /// @param lastSeq the head, which it was cut to
    void cut(UUID conversationId, String userId, long lastSeq);
  }

  /// Any order, and more than once: the maximum counts.
  public void receipt(Receipt receipt) {
    var key = RowKeys.member(receipt.conversationId(), receipt.userId());
    var known = receipt(receipt.conversationId(), receipt.userId());
    receipts.put(key, bytes(known == null ? receipt : highest(known, receipt)));
  }

  private static Receipt highest(Receipt one, Receipt other) {
    var delivered = other.deliveredSeq() > one.deliveredSeq() ? other : one;
    var read = other.readSeq() > one.readSeq() ? other : one;
    return new Receipt(
        one.conversationId(),
        one.userId(),
        delivered.deliveredSeq(),
        read.readSeq(),
        delivered.deliveredAt(),
        read.readAt());
  }

  private @Nullable Receipt receipt(UUID conversationId, String userId) {
    var bytes = receipts.get(RowKeys.member(conversationId, userId));
    if (bytes == null) {
      return null;
    }
    var in = new RowReader(bytes, VERSION);
    return new Receipt(
        conversationId,
        userId,
        in.number(),
        in.number(),
        in.instantIfPresent(),
        in.instantIfPresent());
  }

  private static byte[] bytes(Receipt receipt) {
    return new RowWriter(VERSION)
        .number(receipt.deliveredSeq())
        .number(receipt.readSeq())
        .instant(receipt.deliveredAt())
        .instant(receipt.readAt())
        .bytes();
  }

  /// What is known of the end of the partition's log before it is read, so that nothing is made
  /// that would have expired there. Without it everything is made.
  ///
  /// @param time of an event of the partition, and not ahead of the clock: one record of a time far
  ///   ahead must not empty the memory of everybody
  public void goesUpTo(Instant time) {
    fold.goesUpTo(time);
  }

  /// @return whether it was the next one; false for one that changes nothing, or was there before
  /// @throws BrokenLogException if one before it is missing
  public boolean event(ChatEvent event) throws BrokenLogException {
    newest = event.at().isAfter(newest) ? event.at() : newest;
    return switch (fold.of(event)) {
      case Fold.Step.Passed _ -> false;
      case Fold.Step.Broken(var id, long ver) -> throw new BrokenLogException(id, ver);
      case Fold.Step.Taken(var decision) -> {
        for (var emission : decision.emissions()) {
          if (emission instanceof Emission.ToUsers(int partition, var delivery)) {
            told.delivery(partition, delivery);
          }
        }
        state.put(decision.rows());
        yield true;
      }
    };
  }

  /// The changelogs of the sequencer's stores.
  public static List<Changelog> changelogs(String applicationId) {
    return SequencerTopology.STORES.stream()
        .map(store -> Changelog.of(applicationId, store, SequencerTopology.LOG))
        .toList();
  }

  /// Whether a row is of no consequence any more: an acceptance that no repeat can meet, and that
  /// is taken out whenever the next ones come in.
  public boolean hasExpired(String store, Bytes key, byte[] value) {
    return store.equals(SequencerTopology.DEDUPE) && !RowKeys.holdsAt(key, value, newest);
  }

  /// Whom a key is about, as far as an operator may see it.
  public static String place(String store, Bytes key) {
    return switch (store) {
      case SequencerTopology.DEDUPE -> RowKeys.acceptedBy(key);
      case SequencerTopology.MEMBERS -> RowKeys.conversationOf(key) + " " + RowKeys.userOf(key);
      default -> RowKeys.conversationOf(key).toString();
    };
  }

  /// Who is in a conversation.
  public List<String> members(UUID conversationId) {
    return state.members(conversationId).stream().map(Membership::userId).toList();
  }

  /// Cuts what lies beyond the head. It happens where receipts were saved later than events, and
  /// would otherwise settle messages that are yet to come.
  public void end(Beyond beyond) {
    try (var all = receipts.all()) {
      while (all.hasNext()) {
        var key = all.next().key;
        var id = RowKeys.conversationOf(key);
        var member = state.member(id, RowKeys.userOf(key));
        var conversation = state.conversation(id);
        if (member != null
            && conversation != null
            && member.deliveredSeq() > conversation.lastSeq()) {
          state.put(List.of(Watermarks.cut(member, conversation.lastSeq())));
          beyond.cut(id, member.userId(), conversation.lastSeq());
        }
      }
    }
  }
}
