package io.viatra.chat.streams.rebuild;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterFold;
import io.viatra.chat.streams.sequencer.BrokenLogException;
import io.viatra.chat.streams.sequencer.SequencerFold;
import io.viatra.chat.streams.sequencer.SequencerLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The folds of all partitions of both applications: what events of one conversation's partition
/// lead to goes to the partitions of its members. One thread.
final class Folds {
  private final List<SequencerFold> sequencers = new ArrayList<>();
  private final List<RouterFold> routers = new ArrayList<>();
  private final Positions positions = new Positions();
  private final int partitions;
  private long passedOver;
  private long cut;

  Folds(Scratch scratch, SequencerLimits limits) {
    partitions = limits.partitions();
    for (int each = 0; each < partitions; each++) {
      int partition = each;
      routers.add(new RouterFold(name -> scratch.table(name, partition)));
      sequencers.add(
          new SequencerFold(name -> scratch.table(name, partition), limits, this::deliver));
    }
  }

  private void deliver(int partition, Delivery delivery) {
    routers.get(partition).take(delivery);
  }

  /// The last event of a partition, before anything is read: see [SequencerFold#goesUpTo].
  ///
  /// @param clock now
  void endsWith(ConsumerRecord<byte[], byte[]> record, Instant clock) {
    if (Topics.EVENTS.codec().decode(record.value())
        instanceof Decoded.Value<ChatEvent>(var last)) {
      sequencers.get(record.partition()).goesUpTo(last.at().isBefore(clock) ? last.at() : clock);
    }
  }

  /// Of `chat.receipts.v1`; all of them come first.
  void receipt(ConsumerRecord<byte[], byte[]> record, @Nullable Decoded<Receipt> value)
      throws RefusedException {
    positions.note(record);
    // A tombstone takes a receipt away that nobody asks for.
    var receipt = value == null ? null : known(record, value);
    if (receipt != null && isAtHome(record, receipt.conversationId())) {
      sequencers.get(record.partition()).receipt(receipt);
    }
  }

  /// Of `chat.events.v1`.
  ///
  /// @throws RefusedException if an event is missing before it, or was written by a later build
  void event(ConsumerRecord<byte[], byte[]> record, @Nullable Decoded<ChatEvent> value)
      throws RefusedException {
    positions.note(record);
    var event = known(record, value);
    if (event != null && isAtHome(record, event.conversationId())) {
      try {
        boolean _ = sequencers.get(record.partition()).event(event);
      } catch (BrokenLogException hole) {
        throw new RefusedException(
            Topics.EVENTS.name() + " is not whole: " + hole.getMessage(), hole);
      }
    }
  }

  /// Of `push.requests.v1`; behind all events.
  void push(ConsumerRecord<byte[], byte[]> record, @Nullable Decoded<PushRequest> value)
      throws RefusedException {
    var request = known(record, value);
    if (request != null) {
      routers.get(Partitions.of(request.userId(), partitions)).pushed(request);
    }
  }

  /// Behind everything.
  void end() {
    for (var sequencer : sequencers) {
      sequencer.end((id, user, lastSeq) -> {
        routers.get(Partitions.of(user, partitions)).cut(id, user, lastSeq);
        cut++;
      });
    }
  }

  /// Null for what no reader of the topic can read, and so nobody has in any count.
  private <T> @Nullable T known(ConsumerRecord<byte[], byte[]> record, @Nullable Decoded<T> value)
      throws RefusedException {
    if (value instanceof Decoded.Value<T>(var known)) {
      return known;
    }
    if (value instanceof Decoded.Malformed<T>(var reason) && reason.equals("unknown-type")) {
      throw new RefusedException(
          "%s-%d has at %d what a later build wrote: use that build"
              .formatted(record.topic(), record.partition(), record.offset()));
    }
    passedOver++;
    return null;
  }

  /// Whoever wrote it elsewhere was not the sequencer.
  private boolean isAtHome(ConsumerRecord<byte[], byte[]> record, UUID conversationId) {
    boolean home = Partitions.of(conversationId.toString(), partitions) == record.partition();
    passedOver += home ? 0 : 1;
    return home;
  }

  Positions positions() {
    return positions;
  }

  SequencerFold sequencer(int partition) {
    return sequencers.get(partition);
  }

  SequencerFold sequencerOf(UUID conversationId) {
    return sequencers.get(Partitions.of(conversationId.toString(), partitions));
  }

  RouterFold router(int partition) {
    return routers.get(partition);
  }

  /// Records that nobody can read, or that lie where they do not belong.
  long passedOver() {
    return passedOver;
  }

  /// Watermarks that lay beyond the head of their conversation.
  long cut() {
    return cut;
  }
}
