package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.simulation.LoggedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/// What the log makes of itself is what the sequencer made: every row, whatever was commanded, and
/// in however many partitions it is laid out anew.
class SequencerFoldTest {
  private static final int COMMANDS = 2_000;
  private static final int FANOUT_MAX = 3;

  private final List<ChatEvent> events = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /// Days of commands, decided by as many tasks as there are partitions.
  private List<Map<String, LoggedStore>> live(int partitions) {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("seed " + seed);
    var some = new RandomCommands(new Random(seed));
    var tasks = new ArrayList<Map<String, LoggedStore>>();
    var states = new ArrayList<StoredState>();
    for (int partition = 0; partition < partitions; partition++) {
      var stores = new TreeMap<String, LoggedStore>();
      tasks.add(stores);
      states.add(
          new StoredState(
              StoredState.Stores.of(name -> stores.computeIfAbsent(name, LoggedStore::new)),
              new Rosters(1_000, new SequencerMeters(new SimpleMeterRegistry())),
              partitions));
    }
    for (int i = 0; i < COMMANDS; i++) {
      now = now.plus(Duration.ofMinutes(some.below(30)));
      var command = some.next();
      var state = states.get(Partitions.of(command.conversationId().toString(), partitions));
      var content = Topics.COMMANDS.codec().encode(command);
      var reading =
          new CommandReader(partitions)
              .read(
                  command.conversationId().toString().getBytes(StandardCharsets.UTF_8),
                  content,
                  Partitions.of(command.conversationId().toString(), partitions),
                  now);
      if (reading instanceof CommandReader.Reading.Clear(var read, var fingerprint)) {
        var decision = new Sequencer(state, partitions, FANOUT_MAX).decide(read, fingerprint, now);
        state.put(decision.rows());
        decision.emissions().forEach(emission -> log(emission, some));
      }
    }
    return tasks;
  }

  /// Through the codecs, as a reader of the topics has it.
  private void log(Emission emission, RandomCommands some) {
    switch (emission) {
      case Emission.ToLog(var event) -> {
        events.add(again(Topics.EVENTS.codec(), event));
        if (event instanceof MessageSent sent) {
          some.heard(sent);
        }
      }
      case Emission.ToReceipts(var receipt) ->
          receipts.add(again(Topics.RECEIPTS.codec(), receipt));
      case Emission.ToUsers _, Emission.ToCrowd _, Emission.ToDeadLetters _ -> {}
    }
  }

  private static <T> T again(Codec<T> codec, T value) {
    return switch (codec.decode(codec.encode(value))) {
      case Decoded.Value<T>(var read) -> read;
      case Decoded.Malformed<T>(var reason) -> throw new AssertionError(reason);
    };
  }

  private List<Map<String, LoggedStore>> folded(int partitions) throws BrokenLogException {
    return folded(partitions, Instant.EPOCH);
  }

  /// @param end what is known of the end before it is read
  private List<Map<String, LoggedStore>> folded(int partitions, Instant end)
      throws BrokenLogException {
    var tasks = new ArrayList<Map<String, LoggedStore>>();
    var folds = new ArrayList<SequencerFold>();
    for (int partition = 0; partition < partitions; partition++) {
      var stores = new TreeMap<String, LoggedStore>();
      tasks.add(stores);
      folds.add(
          new SequencerFold(
              name -> stores.computeIfAbsent(name, LoggedStore::new),
              new SequencerLimits(partitions, FANOUT_MAX, 1_000),
              (_, _) -> {}));
    }
    folds.forEach(fold -> fold.goesUpTo(end));
    for (var receipt : receipts) {
      folds.get(Partitions.of(receipt.conversationId().toString(), partitions)).receipt(receipt);
    }
    for (var event : events) {
      boolean _ =
          folds.get(Partitions.of(event.conversationId().toString(), partitions)).event(event);
    }
    folds.forEach(fold -> fold.end((_, _, _) -> assertThat(receipts).as("none beyond").isEmpty()));
    return tasks;
  }

  private static Map<Bytes, Bytes> rows(Map<String, LoggedStore> task, String store) {
    var rows = task.getOrDefault(store, null);
    return rows == null ? Map.of() : rows.copy();
  }

  @Test
  void everyRowOfEveryStoreIsTheSame() throws BrokenLogException {
    var live = live(6);
    var folded = folded(6);
    int rows = 0;
    for (int partition = 0; partition < 6; partition++) {
      for (var store : SequencerTopology.STORES) {
        var kept = rows(live.get(partition), store);
        assertThat(rows(folded.get(partition), store)).as(store).isEqualTo(kept);
        rows += kept.size();
      }
    }
    assertThat(rows).isGreaterThan(200);
  }

  @Test
  void ofAKnownEndNothingIsMadeThatHasExpiredThereAndAllElseIs() throws BrokenLogException {
    var live = live(6);
    now = events.getLast().at();
    var everything = folded(6);
    var folded = folded(6, now);
    for (var store : SequencerTopology.STORES) {
      assertThat(merged(folded, store)).as(store).isEqualTo(merged(live, store));
    }
    assertThat(merged(folded, SequencerTopology.DEDUPE)).isNotEmpty();
    assertThat(folded.stream().mapToInt(task -> rows(task, SequencerTopology.DEDUPE).size()).sum())
        .isLessThan(
            everything.stream()
                .mapToInt(task -> rows(task, SequencerTopology.DEDUPE).size())
                .sum());
  }

  @Test
  void receiptsCountByTheirMaximumWhateverTheirOrder() throws BrokenLogException {
    var live = live(1);
    Collections.reverse(receipts);
    receipts.addAll(List.copyOf(receipts));
    var folded = folded(1);
    assertThat(rows(folded.getFirst(), SequencerTopology.MEMBERS))
        .isEqualTo(rows(live.getFirst(), SequencerTopology.MEMBERS));
  }

  @Test
  void inOtherPartitionsEachConversationHasItsRows() throws BrokenLogException {
    var live = live(6);
    var folded = folded(3);
    for (var store : SequencerTopology.STORES) {
      assertThat(merged(folded, store)).as(store).isEqualTo(merged(live, store));
    }
    for (int partition = 0; partition < 3; partition++) {
      for (var key : rows(folded.get(partition), SequencerTopology.CONVERSATIONS).keySet()) {
        var id = RowKeys.conversationOf(key).toString();
        assertThat(Partitions.of(id, 3)).isEqualTo(partition);
      }
    }
  }

  /// Of all partitions; without what has expired, which each takes out in its own time.
  private Map<Bytes, Bytes> merged(List<Map<String, LoggedStore>> tasks, String store) {
    var all = new HashMap<Bytes, Bytes>();
    tasks.forEach(task -> all.putAll(rows(task, store)));
    if (store.equals(SequencerTopology.DEDUPE)) {
      all.entrySet().removeIf(row -> !RowKeys.holdsAt(row.getKey(), row.getValue().get(), now));
    }
    return all;
  }

  @Test
  void anEventThatIsThereTwiceChangesNothing() throws BrokenLogException {
    var live = live(1);
    events.addAll(List.copyOf(events));
    var folded = folded(1);
    for (var store : SequencerTopology.STORES) {
      assertThat(rows(folded.getFirst(), store)).as(store).isEqualTo(rows(live.getFirst(), store));
    }
  }

  @Test
  void aLogWithAHoleIsRefused() {
    var _ = live(1);
    var first = events.stream().filter(MessageSent.class::isInstance).findFirst().orElseThrow();
    events.remove(first);
    assertThatThrownBy(() -> folded(1))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(first.conversationId().toString());
  }
}
