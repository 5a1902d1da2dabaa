package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdTest extends RigTest {
  private static final int FANOUT_MAX = 10;

  CrowdTest(@TempDir Path directory) {
    super(directory, new SequencerLimits(1, FANOUT_MAX, 1_000));
  }

  @Test
  void upToTheLimitEveryMemberIsDeliveredTo() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX - 1));
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.deliveries()).hasSize(1);
    assertThat(written.crowd()).isEmpty();
  }

  @Test
  void aboveItAMessageIsOneRecordForAll() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.deliveries()).isEmpty();
    assertThat(written.crowdEvent()).isEqualTo(written.event(MessageSent.class));
  }

  @Test
  void aTombstoneGoesTheWayOfTheMessage() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var written = rig.send(Commands.delete(sent, ANA));
    assertThat(written.crowdEvent()).isEqualTo(written.event(MessageDeleted.class));
    assertThat(written.deliveries()).isEmpty();
  }

  @Test
  void receiptsInACrowdAreKeptAndTellNobody() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    rig.send(message(GROUP, ANA, "1").command());
    var written = rig.send(Commands.read(GROUP, "user-3", 1));
    assertThat(written.receipt().readSeq()).isEqualTo(1);
    assertThat(written.deliveries()).isEmpty();
  }

  @Test
  void theBeginningReachesEverybodyInPortionsThatShowTheirOwnRecipients() {
    var deliveries =
        rig.send(Commands.channel(GROUP, ANA, 24)).deliveries(ConversationDelivery.class);

    assertThat(deliveries).hasSize(3);
    Set<String> reached = new HashSet<>();
    for (var delivery : deliveries) {
      assertThat(delivery.recipients()).hasSizeLessThanOrEqualTo(FANOUT_MAX);
      assertThat(delivery.conversation().members())
          .extracting(MemberState::userId)
          .containsExactlyInAnyOrderElementsOf(delivery.recipients());
      reached.addAll(delivery.recipients());
    }
    assertThat(reached).hasSize(25);
  }
}
