package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
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
  void whatChangesAMessageIsOneRecordForAll() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var edited = rig.send(Commands.edit(sent, ANA, "better"));
    assertThat(edited.crowdEvent()).isEqualTo(edited.event(MessageEdited.class));
    assertThat(edited.deliveries()).isEmpty();
    var reacted = rig.send(Commands.react(sent, "user-1", "👍"));
    assertThat(reacted.crowdEvent()).isEqualTo(reacted.event(ReactionChanged.class));
    assertThat(reacted.deliveries()).isEmpty();
  }

  @Test
  void whoComesGoesOrIsGivenARoleHearsOfItAloneAndTheCrowdGetsTheEvent() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var added = rig.send(Commands.add(GROUP, ANA, BEN));
    assertThat(added.crowdEvent()).isEqualTo(added.event(MembersAdded.class));
    var told = added.deliveries(ConversationDelivery.class).getFirst();
    assertThat(told.recipients()).containsExactly(BEN);
    assertThat(told.conversation().members()).extracting(MemberState::userId).containsExactly(BEN);

    var promoted = rig.send(Commands.role(GROUP, ANA, BEN, Role.ADMIN));
    assertThat(promoted.deliveries(ConversationDelivery.class).getFirst().recipients())
        .containsExactly(BEN);
    var muted = rig.send(Commands.mute(GROUP, BEN, rig.now().plusSeconds(60)));
    assertThat(muted.crowd()).isEmpty();
    var own = muted.deliveries(SettingsDelivery.class).getFirst().conversation();
    assertThat(own.members()).extracting(MemberState::userId).containsExactly(BEN);

    var left = rig.send(Commands.remove(GROUP, ANA, ANA));
    assertThat(left.event(MemberRemoved.class).successorId()).isEqualTo(BEN);
    assertThat(left.deliveries(RemovalDelivery.class).getFirst().recipients()).containsExactly(ANA);
  }

  @Test
  void aCrowdThatShrinksIsDeliveredToAgain() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    rig.send(Commands.remove(GROUP, ANA, "user-0"));
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.crowd()).isEmpty();
    assertThat(written.deliveries()).hasSize(1);
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
