package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Partitions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Above ten members, over one partition.
class CrowdTest extends RigTest {
  private static final int FANOUT_MAX = 10;
  private static final int PARTITIONS = 1;

  CrowdTest(@TempDir Path directory) {
    super(directory, new SequencerLimits(PARTITIONS, FANOUT_MAX, 1_000));
  }

  @Test
  void upToTheLimitEveryMemberIsDeliveredTo() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX - 1));
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.deliveries(MessageDelivery.class)).isNotEmpty();
    assertThat(written.crowd()).isEmpty();
  }

  @Test
  void aboveItAMessageIsOneRecordForSocketsAndAHeadForEachPartition() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var written = rig.send(message(GROUP, ANA, "1").command());
    var sent = written.event(MessageSent.class);
    assertThat(written.crowd(MessageDelivery.class))
        .isEqualTo(new MessageDelivery(sent, List.of()));
    assertThat(written.deliveries()).hasSize(PARTITIONS);
    assertThat(written.deliveries(HeadDelivery.class))
        .containsExactly(new HeadDelivery(GROUP, 2, sent.at(), 1, null, ANA));
  }

  @Test
  void theAuthorIsNamedWhereTheAuthorsRowLies() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var crowd =
        new Conversation(
            GROUP, ConversationType.CHANNEL, 2, 1, 11, sent.at(), ANA, Fingerprint.of(new byte[1]));
    var authors =
        new CrowdFanout(3, FANOUT_MAX)
            .message(sent, crowd).stream()
                .filter(Emission.ToUsers.class::isInstance)
                .map(Emission.ToUsers.class::cast)
                .collect(
                    Collectors.toMap(
                        Emission.ToUsers::partition,
                        each -> String.valueOf(((HeadDelivery) each.delivery()).author())));
    assertThat(authors).hasSize(3).containsEntry(Partitions.of(ANA, 3), ANA);
    assertThat(authors.values()).containsOnlyOnce(ANA);
  }

  @Test
  void aMessageCostsTheSameHoweverManyThereAre() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    int small = bytes(rig.send(message(GROUP, ANA, "1").command()));
    for (int i = 0; i < 5; i++) {
      rig.send(Commands.add(GROUP, ANA, "more-" + i));
    }
    assertThat(bytes(rig.send(message(GROUP, ANA, "1b").command()))).isLessThan(small + 32);
  }

  private static int bytes(Written written) {
    return Stream.of(written.crowd(), written.deliveries())
        .flatMap(List::stream)
        .mapToInt(record -> record.value().length)
        .sum();
  }

  @Test
  void aTombstoneGoesTheWayOfTheMessageAndCountsForNobody() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var written = rig.send(Commands.delete(sent, ANA));
    var gone = written.crowd(TombstoneDelivery.class);
    assertThat(gone.recipients()).isEmpty();
    assertThat(gone.ticks()).isNull();
    assertThat(written.deliveries()).hasSize(PARTITIONS);
    assertThat(written.deliveries(HeadDelivery.class))
        .allMatch(head -> head.ver() == 3 && Long.valueOf(1).equals(head.uncounted()));
  }

  @Test
  void whatChangesAMessageIsOneRecordForAllAndAnotherForThoseWhoMayNotSeeIt() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var edited = rig.send(Commands.edit(sent, ANA, "better"));
    assertThat(edited.crowd(MessageChangeDelivery.class).message().ver()).isEqualTo(3);
    var others = edited.crowdRecord().others();
    assertThat(others).isNotNull();
    assertThat(others.ver()).isEqualTo(3);
    assertThat(others.members()).isEmpty();
    assertThat(edited.deliveries(HeadDelivery.class)).hasSize(PARTITIONS);
    var reacted = rig.send(Commands.react(sent, "user-1", "👍"));
    assertThat(reacted.crowd(MessageChangeDelivery.class).message().reactions()).hasSize(1);
  }

  @Test
  void whoComesGoesOrIsGivenARoleHearsOfItWithTheirStandingAndTheCrowdWithoutMembers() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var added = rig.send(Commands.add(GROUP, ANA, BEN));
    long ver = added.event(MembersAdded.class).ver();
    assertThat(added.crowd(ConversationDelivery.class).conversation().ver()).isEqualTo(ver);
    assertThat(added.crowd(ConversationDelivery.class).conversation().members()).isEmpty();
    assertThat(added.deliveries(HeadDelivery.class)).hasSize(PARTITIONS);
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
  void whoMakesACrowdOfItTellsEverybody() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX - 1));
    var added = rig.send(Commands.add(GROUP, ANA, BEN));
    assertThat(added.crowd()).hasSize(1);
    assertThat(everybodyIn(added)).hasSize(FANOUT_MAX + 1);
    assertThat(added.deliveries(ConversationDelivery.class))
        .allMatch(delivery -> delivery.crowd() == CrowdPhase.ONGOING);
  }

  @Test
  void aCrowdThatShrinksIsDeliveredToAgainAndCountedAnew() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    var shrunk = rig.send(Commands.remove(GROUP, ANA, "user-0"));
    assertThat(shrunk.crowd()).isEmpty();
    assertThat(everybodyIn(shrunk)).hasSize(FANOUT_MAX);
    assertThat(shrunk.deliveries(ConversationDelivery.class))
        .allMatch(delivery -> delivery.crowd() == CrowdPhase.ENDED);
    var written = rig.send(message(GROUP, ANA, "1").command());
    assertThat(written.crowd()).isEmpty();
    assertThat(written.deliveries(HeadDelivery.class)).isEmpty();
    assertThat(written.deliveries(MessageDelivery.class)).isNotEmpty();
  }

  private static Set<String> everybodyIn(Written written) {
    Set<String> all = new HashSet<>();
    written.deliveries(ConversationDelivery.class).forEach(each -> all.addAll(each.recipients()));
    return all;
  }

  @Test
  void receiptsInACrowdAreKeptAndTellTheReadersOwnDevicesAlone() {
    rig.send(Commands.channel(GROUP, ANA, FANOUT_MAX));
    rig.send(message(GROUP, ANA, "1").command());
    var written = rig.send(Commands.read(GROUP, "user-3", 1));
    assertThat(written.receipt().readSeq()).isEqualTo(1);
    assertThat(written.deliveries()).hasSize(1);
    assertThat(written.deliveries(ReceiptDelivery.class).getFirst().audience())
        .containsExactly(new ReceiptAudience("user-3", List.of()));
  }

  @Test
  void theBeginningReachesEverybodyInPortionsThatShowTheirOwnRecipients() {
    var begun = rig.send(Commands.channel(GROUP, ANA, 48));
    assertThat(begun.deliveries(HeadDelivery.class)).hasSize(PARTITIONS);
    for (var delivery : begun.deliveries(ConversationDelivery.class)) {
      assertThat(delivery.recipients()).hasSizeLessThanOrEqualTo(FANOUT_MAX);
      assertThat(delivery.conversation().members())
          .extracting(MemberState::userId)
          .containsExactlyInAnyOrderElementsOf(delivery.recipients());
    }
    assertThat(everybodyIn(begun)).hasSize(49);
  }
}
