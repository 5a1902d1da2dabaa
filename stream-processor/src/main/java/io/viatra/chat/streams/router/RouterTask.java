package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Kept;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// The thin shell around [Routing], for one task from its beginning to its end: bytes in, decision
/// carried out, records on to their sinks. No input throws; an exception out of the core is a bug
/// and stops the task.
///
/// The task's thread only. At-least-once: after a crash the records since the last commit come
/// again, and change nothing that they have changed already.
final class RouterTask {
  /// Sessions whose node only fell silent are looked for once in so many ticks.
  private static final int THOROUGH_TICKS = 30;

  private final ProcessorContext<byte[], Outgoing> context;
  private final StoredState state;
  private final Routing routing;
  private final NodesView nodes;
  private final RouterMeters meters;
  private final LostLetters poison;
  private final RouterMeters.Levels levels;
  private long ticks;
  private int countsMost;

  RouterTask(
      ProcessorContext<byte[], Outgoing> context,
      RouterTimers timers,
      RouterMeters meters,
      LostLetters poison) {
    this.context = context;
    this.meters = meters;
    this.poison = poison;
    state = new StoredState(context);
    routing = new Routing(state, timers);
    nodes = new NodesView(context.getStateStore(RouterStores.NODES));
    levels = meters.levels();
    long now = context.currentSystemTimeMs();
    nodes.tell(routing, now);
    routing.meetRestored(now);
  }

  void process(Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    var from = new Outgoing.Coordinates(at.topic(), at.partition(), at.offset());
    if (at.topic().equals(Topics.SESSIONS.name())) {
      session(record, from);
    } else {
      delivery(record, from);
    }
  }

  private void delivery(Record<byte[], byte[]> record, Outgoing.Coordinates from) {
    switch (Intake.delivery(record.key(), record.value())) {
      case Decoded.Value<Delivery>(var delivery) -> {
        long now = context.currentSystemTimeMs();
        carryOut(routing.decide(delivery, record.timestamp(), now), record.timestamp(), from);
        if (routing.countsAreFull()) {
          count(now);
        }
      }
      case Decoded.Malformed<?>(var code) -> bury(record, from, code);
    }
  }

  private void session(Record<byte[], byte[]> record, Outgoing.Coordinates from) {
    switch (Intake.session(record.key(), record.value())) {
      case Decoded.Value<SessionRecord>(var session) ->
          carryOut(
              routing.decide(session, context.currentSystemTimeMs()), record.timestamp(), from);
      case Decoded.Malformed<?>(var code) -> bury(record, from, code);
    }
  }

  /// Five times a second, between two records: what messages did to counts.
  void count(long now) {
    countsMost = Math.max(countsMost, routing.countsWaiting());
    carryOut(routing.counts(now), now, null);
  }

  /// Once a second, between two records: it holds up the next one for as long as it works, which is
  /// why [PushRules] bounds what one tick looks at.
  void tick(long now) {
    ticks++;
    nodes.tell(routing, now);
    carryOut(routing.sweep(ticks % THOROUGH_TICKS == 0, now), now, null);
    // Before its pending push goes: that is what a crash would find a count by.
    count(now);
    carryOut(routing.push(now), now, null);
    for (var letter = poison.poll(); letter != null; letter = poison.poll()) {
      bury(letter);
    }
    levels.set(state.openSessions(), state.pendingSize(), countsMost);
    countsMost = 0;
  }

  /// What people wait for first: the first record written leaves at once, what follows goes with
  /// the next request. It is the safe order too: a crash in between repeats a push or a delivery,
  /// which is dropped further on, where the other order would remember a push that was never asked
  /// for.
  private void carryOut(Decision decision, long at, Outgoing.@Nullable Coordinates cause) {
    for (var outgoing : decision.outgoing()) {
      meters.count(outgoing);
      context.forward(Envelope.of(outgoing, at, cause), RouterTopology.sinkOf(outgoing));
    }
    decision.puts().forEach(state::put);
  }

  private void bury(Record<byte[], byte[]> record, Outgoing.Coordinates from, String code) {
    bury(new Outgoing.ToDeadLetters(from, Kept.of(record.key(), record.value()), code));
  }

  private void bury(Outgoing.ToDeadLetters letter) {
    meters.count(letter);
    context.forward(
        Envelope.of(letter, context.currentSystemTimeMs(), letter.from()),
        RouterTopology.DEAD_LETTERS);
  }

  /// The task moves elsewhere or ends: what is derived goes with it, and its levels no longer
  /// count.
  void close() {
    levels.set(0, 0, 0);
  }
}
