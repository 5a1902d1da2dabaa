package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.event.RoleChanged;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest extends RigTest {
  private static final String DORA = "dora";

  MembersTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.named(Commands.group(GROUP, ANA, BEN, CARLA), "Ward round"));
  }

  private void isRefused(Command command, RejectionCode code) {
    var written = rig.send(command);
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(code);
    assertThat(written.event(CommandRejected.class).command()).isEqualTo(CommandType.of(command));
    assertThat(written.deliveries(RejectionDelivery.class)).hasSize(1);
  }

  private void isRepeated(Command command) {
    assertThat(rig.send(command).event(CommandRepeated.class).actorId())
        .isEqualTo(command.actorId());
  }

  private void promote(String user) {
    rig.send(Commands.role(GROUP, ANA, user, Role.ADMIN)).event(RoleChanged.class);
  }

  @Test
  void whoIsAddedBeginsAtTheHeadAndEverybodyLearnsTheWholeConversation() {
    rig.send(message(GROUP, ANA, "1").command());
    var written = rig.send(Commands.add(GROUP, ANA, DORA, BEN));

    var added = written.event(MembersAdded.class);
    assertThat(added.ver()).isEqualTo(3);
    assertThat(added.members()).containsExactly(new Member(DORA, Role.MEMBER, 1));
    var told = written.deliveries(ConversationDelivery.class).getFirst();
    assertThat(told.recipients()).containsExactly(ANA, BEN, CARLA, DORA);
    assertThat(told.conversation().name()).isEqualTo("Ward round");
    assertThat(told.conversation().ver()).isEqualTo(3);
    assertThat(told.conversation().members())
        .contains(
            new MemberState(ANA, Role.OWNER, 0, 0, 0, null),
            new MemberState(DORA, Role.MEMBER, 1, 1, 1, null));
    var next = rig.send(message(GROUP, DORA, "2").command());
    assertThat(next.deliveries(MessageDelivery.class).getFirst().recipients()).contains(DORA);
  }

  @Test
  void onlyOwnersAndAdminsAddAndWhoIsThereAlreadyIsARepeat() {
    isRefused(Commands.add(GROUP, BEN, DORA), RejectionCode.FORBIDDEN);
    isRepeated(Commands.add(GROUP, ANA, BEN, ANA));
    promote(BEN);
    assertThat(rig.send(Commands.add(GROUP, BEN, DORA)).event(MembersAdded.class).addedBy())
        .isEqualTo(BEN);
  }

  @Test
  void the257thMemberOfAGroupIsAConflict() {
    var more = IntStream.range(0, 253).mapToObj(i -> "user-" + i).toList();
    rig.send(new AddMembers(GROUP, ANA, more)).event(MembersAdded.class);
    isRefused(Commands.add(GROUP, ANA, DORA), RejectionCode.CONFLICT);
    rig.send(Commands.remove(GROUP, ANA, CARLA));
    rig.send(Commands.add(GROUP, ANA, DORA)).event(MembersAdded.class);
  }

  @Test
  void aDirectConversationTakesNobodyLosesNobodyAndHasNoRoles() {
    rig.send(Commands.direct(ANA, BEN));
    var id = ConversationId.direct(ANA, BEN);
    isRefused(Commands.add(id, ANA, CARLA), RejectionCode.INVALID);
    isRefused(Commands.remove(id, ANA, ANA), RejectionCode.INVALID);
    isRefused(Commands.remove(id, ANA, BEN), RejectionCode.INVALID);
    isRefused(Commands.role(id, ANA, BEN, Role.ADMIN), RejectionCode.INVALID);
    isRefused(Commands.rename(id, ANA, "us"), RejectionCode.FORBIDDEN);
  }

  @Test
  void aStrangerLearnsNothingWhateverIsAsked() {
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    for (var command :
        List.of(
            Commands.add(GROUP, DORA, DORA),
            Commands.remove(GROUP, DORA, DORA),
            Commands.remove(GROUP, DORA, BEN),
            Commands.role(GROUP, DORA, DORA, Role.OWNER),
            Commands.rename(GROUP, DORA, "mine"),
            Commands.markUnread(GROUP, DORA),
            Commands.edit(sent, DORA, "mine"),
            Commands.react(sent, DORA, "👍"))) {
      isRefused(command, RejectionCode.NOT_FOUND);
    }
  }

  @Test
  void whoIsPutOutHearsOfItAndOfNothingAfterIt() {
    var written = rig.send(Commands.remove(GROUP, ANA, BEN));

    var removed = written.event(MemberRemoved.class);
    assertThat(removed.removedBy()).isEqualTo(ANA);
    assertThat(removed.successorId()).isNull();
    assertThat(written.deliveries(RemovalDelivery.class).getFirst().recipients())
        .containsExactly(BEN);
    var rest = written.deliveries(ConversationDelivery.class).getFirst();
    assertThat(rest.recipients()).containsExactly(ANA, CARLA);
    assertThat(rest.conversation().members()).hasSize(2);
    var next = rig.send(message(GROUP, ANA, "1").command());
    assertThat(next.deliveries(MessageDelivery.class).getFirst().recipients())
        .containsExactly(ANA, CARLA);
    isRefused(message(GROUP, BEN, "2").command(), RejectionCode.NOT_FOUND);
    isRefused(Commands.read(GROUP, BEN, 1), RejectionCode.NOT_FOUND);
    isRepeated(Commands.remove(GROUP, ANA, BEN));
  }

  @Test
  void whoComesAgainBeginsAnew() {
    rig.send(message(GROUP, ANA, "1").command());
    rig.send(Commands.read(GROUP, BEN, 1));
    rig.send(Commands.markUnread(GROUP, BEN));
    promote(BEN);
    rig.send(Commands.remove(GROUP, BEN, BEN)).event(MemberRemoved.class);
    rig.send(message(GROUP, ANA, "2").command());
    var again = rig.send(Commands.add(GROUP, ANA, BEN));
    assertThat(again.event(MembersAdded.class).members())
        .containsExactly(new Member(BEN, Role.MEMBER, 2));
    assertThat(again.deliveries(ConversationDelivery.class).getFirst().conversation().members())
        .contains(new MemberState(BEN, Role.MEMBER, 2, 2, 2, null));
    assertThat(rig.send(Commands.read(GROUP, BEN, 1)).receipt().readSeq()).isEqualTo(2);
  }

  @Test
  void membersPutNobodyOutAndNobodyPutsTheOwnerOut() {
    isRefused(Commands.remove(GROUP, BEN, CARLA), RejectionCode.FORBIDDEN);
    promote(BEN);
    isRefused(Commands.remove(GROUP, BEN, ANA), RejectionCode.FORBIDDEN);
    rig.send(Commands.remove(GROUP, BEN, CARLA)).event(MemberRemoved.class);
  }

  @Test
  void theLongestStandingAdminElseMemberFollowsAnOwnerWhoLeaves() {
    rig.send(Commands.add(GROUP, ANA, DORA));
    promote(DORA);
    var written = rig.send(Commands.remove(GROUP, ANA, ANA));
    assertThat(written.event(MemberRemoved.class).successorId()).isEqualTo(DORA);
    assertThat(written.deliveries(ConversationDelivery.class).getFirst().conversation().members())
        .contains(new MemberState(DORA, Role.OWNER, 0, 0, 0, null));

    rig.send(Commands.remove(GROUP, DORA, BEN));
    rig.send(Commands.add(GROUP, DORA, BEN));
    // Carla has been there since the beginning, Ben came again just now.
    assertThat(
            rig.send(Commands.remove(GROUP, DORA, DORA)).event(MemberRemoved.class).successorId())
        .isEqualTo(CARLA);
    rig.send(Commands.remove(GROUP, CARLA, CARLA));
    var last = rig.send(Commands.remove(GROUP, BEN, BEN));
    assertThat(last.event(MemberRemoved.class).successorId()).isNull();
    assertThat(last.deliveries(ConversationDelivery.class)).isEmpty();
    isRefused(Commands.add(GROUP, BEN, BEN), RejectionCode.NOT_FOUND);
  }

  @Test
  void onlyTheOwnerGivesRoles() {
    promote(BEN);
    isRefused(Commands.role(GROUP, BEN, CARLA, Role.ADMIN), RejectionCode.FORBIDDEN);
    isRefused(Commands.role(GROUP, ANA, DORA, Role.ADMIN), RejectionCode.NOT_FOUND);
    isRefused(Commands.role(GROUP, ANA, ANA, Role.MEMBER), RejectionCode.INVALID);
    isRepeated(Commands.role(GROUP, ANA, BEN, Role.ADMIN));
    isRepeated(Commands.role(GROUP, ANA, ANA, Role.OWNER));
  }

  @Test
  void whoGivesTheOwnershipAwayIsAnAdmin() {
    var written = rig.send(Commands.role(GROUP, ANA, BEN, Role.OWNER));
    assertThat(written.event(RoleChanged.class).formerOwnerId()).isEqualTo(ANA);
    assertThat(written.deliveries(ConversationDelivery.class).getFirst().conversation().members())
        .extracting(MemberState::role)
        .containsExactly(Role.ADMIN, Role.OWNER, Role.MEMBER);
    isRefused(Commands.role(GROUP, ANA, CARLA, Role.ADMIN), RejectionCode.FORBIDDEN);
  }

  @Test
  void rolesAndMembersOutliveTheTask() {
    promote(BEN);
    rig.send(Commands.remove(GROUP, ANA, CARLA));
    rig.restart();
    isRefused(message(GROUP, CARLA, "1").command(), RejectionCode.NOT_FOUND);
    var next = rig.send(Commands.rename(GROUP, BEN, "other"));
    assertThat(next.deliveries(ConversationDelivery.class).getFirst().recipients())
        .containsExactly(ANA, BEN);
  }
}
