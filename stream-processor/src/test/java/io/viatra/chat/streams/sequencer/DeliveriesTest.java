package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Six partitions, as on one machine; the test driver has but one.
class DeliveriesTest {
  private static final int PARTITIONS = 6;
  private static final UUID CHANNEL = UUID.fromString("01930000-0000-7000-8000-000000000001");

  private final MapState state = new MapState(PARTITIONS);
  private final Sequencer sequencer = new Sequencer(state, PARTITIONS, Topics.FANOUT_LIMIT);

  private List<Emission.ToUsers> decide(Command command) {
    var content = Topics.COMMANDS.codec().encode(command);
    var decision = sequencer.decide(command, Fingerprint.of(content), Instant.EPOCH);
    state.put(decision.rows());
    return decision.emissions().stream()
        .filter(Emission.ToUsers.class::isInstance)
        .map(Emission.ToUsers.class::cast)
        .toList();
  }

  private static List<String> people(Delivery delivery) {
    return switch (delivery) {
      case MessageDelivery message -> message.recipients();
      case MessageChangeDelivery change -> change.recipients();
      case TombstoneDelivery tombstone -> tombstone.recipients();
      case ConversationDelivery conversation -> conversation.recipients();
      case SettingsDelivery settings -> List.of(settings.changed().userId());
      case RemovalDelivery removal -> removal.recipients();
      case HeadDelivery _ -> List.of();
      case ReceiptDelivery receipt ->
          receipt.audience().stream().map(ReceiptAudience::userId).toList();
      case RejectionDelivery rejection -> List.of(rejection.rejection().actorId());
    };
  }

  private static void areAtHome(List<Emission.ToUsers> deliveries) {
    assertThat(deliveries).extracting(Emission.ToUsers::partition).doesNotHaveDuplicates();
    for (var delivery : deliveries) {
      assertThat(people(delivery.delivery()))
          .isNotEmpty()
          .allSatisfy(
              user -> assertThat(Partitions.of(user, PARTITIONS)).isEqualTo(delivery.partition()));
    }
  }

  private static List<String> everybody(List<Emission.ToUsers> deliveries) {
    var people = new ArrayList<String>();
    deliveries.forEach(delivery -> people.addAll(people(delivery.delivery())));
    return people;
  }

  @Test
  void aGroupOfFiftyCostsOneRecordForEachPartition() {
    var created = decide(Commands.channel(CHANNEL, ANA, 49));
    var sent = decide(message(CHANNEL, ANA, "1").command());

    for (var deliveries : List.of(created, sent)) {
      assertThat(deliveries).hasSize(PARTITIONS);
      areAtHome(deliveries);
      assertThat(everybody(deliveries)).hasSize(50).doesNotHaveDuplicates().contains(ANA);
    }
  }

  @Test
  void aReceiptGoesToThePartitionsOfItsAudienceAlone() {
    decide(Commands.channel(CHANNEL, ANA, 49));
    decide(message(CHANNEL, ANA, "1").command());
    decide(message(CHANNEL, "user-1", "2").command());

    var deliveries = decide(Commands.read(CHANNEL, "user-2", 2));

    areAtHome(deliveries);
    assertThat(everybody(deliveries)).containsExactlyInAnyOrder(ANA, "user-1", "user-2");
  }

  @Test
  void aRejectionGoesToItsActor() {
    var deliveries = decide(message(CHANNEL, "zoe", "1").command());
    areAtHome(deliveries);
    assertThat(everybody(deliveries)).containsExactly("zoe");
  }
}
