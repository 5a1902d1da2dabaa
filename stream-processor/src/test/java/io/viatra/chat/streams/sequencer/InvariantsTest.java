package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandOutcome;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What holds for any commands, and that none of any bytes throws.
class InvariantsTest {
  private static final int PARTITIONS = 6;
  private static final int FANOUT_MAX = 3;
  private static final int COMMANDS = 20_000;
  private static final int GARBAGE = 5_000;

  private final Map<UUID, Long> vers = new HashMap<>();
  private final Map<UUID, Long> seqs = new HashMap<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private final LogModel model = new LogModel();

  private static Random seeded() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void numbersAreDenseReceiptsRiseAndEveryCommandHasOneOutcome() {
    var some = new RandomCommands(seeded());
    var state = new MapState(PARTITIONS);
    var sequencer = new Sequencer(state, PARTITIONS, FANOUT_MAX);
    var now = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < COMMANDS; i++) {
      now = now.plus(Duration.ofMinutes(some.below(30)));
      var command = some.next();
      var content = Topics.COMMANDS.codec().encode(command);
      var decision = sequencer.decide(command, Fingerprint.of(content), now);
      state.put(decision.rows());
      hold(command, decision);
      reached(decision);
      decision.emissions().stream()
          .filter(Emission.ToLog.class::isInstance)
          .map(emission -> ((Emission.ToLog) emission).event())
          .filter(MessageSent.class::isInstance)
          .forEach(event -> some.heard((MessageSent) event));
    }
    assertThat(seqs.values()).filteredOn(seq -> seq > 10).hasSizeGreaterThan(3);
  }

  private void hold(Command command, Decision decision) {
    int outcomes = 0;
    int inReceipts = 0;
    for (var emission : decision.emissions()) {
      switch (emission) {
        case Emission.ToLog(var event) -> {
          outcomes++;
          switch (event) {
            case ConversationEvent numbered -> number(numbered);
            case SettingsChanged settings ->
                assertThat(settings.ver())
                    .isEqualTo(vers.getOrDefault(settings.conversationId(), 0L));
            case CommandOutcome outcome ->
                assertThat(outcome.command()).isEqualTo(CommandType.of(command));
          }
        }
        case Emission.ToReceipts(var receipt) -> {
          inReceipts++;
          rise(receipt);
        }
        case Emission.ToUsers(int partition, var delivery) -> {
          assertThat(partition).isBetween(0, PARTITIONS - 1);
          if (delivery instanceof MessageChangeDelivery change) {
            model.holds(change.message());
          }
        }
        case Emission.ToCrowd(_, long ver, _) -> assertThat(ver).isPositive();
        case Emission.ToDeadLetters(var code) ->
            assertThat(decision.outcome()).isEqualTo(Outcome.REJECTED);
      }
    }
    // A message that reads has both; its outcome is the event.
    assertThat(outcomes == 1 || (outcomes == 0 && inReceipts == 1)).isTrue();
    assertThat(decision.rows().isEmpty()).isEqualTo(decision.outcome() != Outcome.ACCEPTED);
  }

  /// Whatever carries a `ver` reaches every member of a conversation that is no crowd, once.
  private void reached(Decision decision) {
    for (var emission : decision.emissions()) {
      if (emission instanceof Emission.ToLog(ConversationEvent event)
          && model.members(event.conversationId()).size() <= FANOUT_MAX) {
        var people =
            decision.emissions().stream()
                .filter(Emission.ToUsers.class::isInstance)
                .map(each -> ((Emission.ToUsers) each).delivery())
                .flatMap(delivery -> numbered(delivery).stream())
                .toList();
        assertThat(people)
            .containsExactlyInAnyOrderElementsOf(model.members(event.conversationId()));
      }
    }
  }

  private static List<String> numbered(Delivery delivery) {
    return switch (delivery) {
      case MessageDelivery message -> message.recipients();
      case MessageChangeDelivery change -> change.recipients();
      case TombstoneDelivery tombstone -> tombstone.recipients();
      case ConversationDelivery conversation -> conversation.recipients();
      case HeadDelivery _,
          RemovalDelivery _,
          ReceiptDelivery _,
          SettingsDelivery _,
          RejectionDelivery _ ->
          List.of();
    };
  }

  private void number(ConversationEvent event) {
    model.add(event);
    var id = event.conversationId();
    assertThat(event.ver()).isEqualTo(vers.getOrDefault(id, 0L) + 1);
    vers.put(id, event.ver());
    if (event instanceof MessageSent sent) {
      assertThat(sent.seq()).isEqualTo(seqs.getOrDefault(id, 0L) + 1);
      seqs.put(id, sent.seq());
    }
  }

  private void rise(Receipt receipt) {
    var before = receipts.put(receipt.key(), receipt);
    assertThat(receipt.deliveredSeq()).isGreaterThanOrEqualTo(receipt.readSeq());
    assertThat(receipt.deliveredSeq())
        .isLessThanOrEqualTo(seqs.getOrDefault(receipt.conversationId(), 0L));
    if (before != null) {
      assertThat(receipt.deliveredSeq()).isGreaterThanOrEqualTo(before.deliveredSeq());
      assertThat(receipt.readSeq()).isGreaterThanOrEqualTo(before.readSeq());
    }
  }

  /// Commands with bytes changed, cut or doubled: what passes the reader is decided, and what is
  /// decided can be written.
  @Test
  void noBytesThrow() {
    var random = seeded();
    var some = new RandomCommands(random);
    var state = new MapState(PARTITIONS);
    var sequencer = new Sequencer(state, PARTITIONS, FANOUT_MAX);
    var reader = new CommandReader(PARTITIONS);
    for (int i = 0; i < GARBAGE; i++) {
      var command = some.next();
      var key = command.conversationId().toString();
      var value = spoiled(Topics.COMMANDS.codec().encode(command), random);
      var reading =
          reader.read(
              key.getBytes(StandardCharsets.UTF_8),
              value,
              Partitions.of(key, PARTITIONS),
              Instant.EPOCH);
      if (reading instanceof CommandReader.Reading.Clear(var read, var fingerprint)) {
        var decision = sequencer.decide(read, fingerprint, Instant.EPOCH);
        state.put(decision.rows());
        var incoming = new Incoming(null, null, 0, i, Instant.EPOCH);
        var outbox = new Outbox((sink, record) -> assertThat(record.key()).isNotNull(), incoming);
        decision.emissions().forEach(outbox::write);
      }
    }
  }

  private static byte[] spoiled(byte[] value, Random random) {
    var words = List.of("null", "\"\\ud800\"", "-1", "1e400", "[]", "{}", "\"\"", "true", "9e99");
    var text = new String(value, StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
        yield value;
      }
      case 1 -> text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
      case 2 -> {
        var word = words.get(random.nextInt(words.size()));
        var fields = text.split(":", -1);
        int field = 1 + random.nextInt(fields.length - 1);
        fields[field] =
            fields[field].replaceFirst("^(\"[^\"]*\"|[0-9]+)", word.replace("\\", "\\\\"));
        yield String.join(":", fields).getBytes(StandardCharsets.UTF_8);
      }
      default -> value;
    };
  }
}
