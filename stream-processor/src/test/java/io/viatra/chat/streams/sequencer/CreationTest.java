package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationTest extends RigTest {

  CreationTest(@TempDir Path directory) {
    super(directory);
  }

  @Test
  void aGroupBeginsAtVersionOneAndItsCreatorOwnsIt() {
    var created = rig.send(Commands.group(GROUP, ANA, BEN)).event(ConversationCreated.class);

    assertThat(created.ver()).isEqualTo(1);
    assertThat(created.createdBy()).isEqualTo(ANA);
    assertThat(created.members())
        .extracting(
            member -> member.userId(), member -> member.role(), member -> member.joinedSeq())
        .containsExactly(tuple(ANA, Role.OWNER, 0L), tuple(BEN, Role.MEMBER, 0L));
  }

  @Test
  void aDirectConversationHasTwoPlainMembers() {
    var created = rig.send(Commands.direct(ANA, BEN)).event(ConversationCreated.class);
    assertThat(created.members())
        .extracting(member -> member.role())
        .containsExactly(Role.MEMBER, Role.MEMBER);
  }

  @Test
  void everyMemberGetsTheWholeFrame() {
    var create = Commands.named(Commands.group(GROUP, ANA, BEN), "plans");
    var deliveries = rig.send(create).deliveries(ConversationDelivery.class);

    assertThat(deliveries).hasSize(1);
    assertThat(deliveries.getFirst().recipients()).containsExactly(ANA, BEN);
    var conversation = deliveries.getFirst().conversation();
    assertThat(conversation.name()).isEqualTo("plans");
    assertThat(conversation.createdAt()).isEqualTo(Rig.START);
    assertThat(conversation.members())
        .containsExactly(
            new MemberState(ANA, Role.OWNER, 0, 0, 0, null),
            new MemberState(BEN, Role.MEMBER, 0, 0, 0, null));
  }

  @Test
  void aDirectConversationIsTheSameWhicheverOfTheTwoAsks() {
    rig.send(Commands.direct(ANA, BEN));

    var repeated = rig.send(Commands.direct(BEN, ANA));

    assertThat(repeated.event(CommandRepeated.class).command()).isEqualTo("conversation.create");
    assertThat(repeated.deliveries()).isEmpty();
  }

  @Test
  void aDirectConversationHasTheOneIdOfItsPair() {
    var foreign = ConversationId.direct(ANA, CARLA);
    var written = rig.send(Commands.create(foreign, ANA, ConversationType.DIRECT, List.of(BEN)));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
  }

  @Test
  void aDirectConversationHasExactlyOneOther() {
    var id = ConversationId.direct(ANA, BEN);
    for (var others : List.of(List.<String>of(), List.of(BEN, CARLA))) {
      var written = rig.send(Commands.create(id, ANA, ConversationType.DIRECT, others));
      assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
    }
  }

  @Test
  void aGroupCannotTakeTheIdOfTwoOtherPeople() {
    var written = rig.send(Commands.group(ConversationId.direct(BEN, CARLA), ANA, "dora"));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
    assertThat(rig.send(Commands.direct(BEN, CARLA)).event(ConversationCreated.class).ver())
        .isEqualTo(1);
  }

  @Test
  void aRepeatedCreationIsTheSameConversation() {
    rig.send(Commands.group(GROUP, ANA, BEN));
    var repeated = rig.send(Commands.group(GROUP, ANA, BEN));
    assertThat(repeated.event(CommandRepeated.class).actorId()).isEqualTo(ANA);
  }

  @Test
  void aKnownIdWithOtherContentOrCreatorIsAConflict() {
    rig.send(Commands.group(GROUP, ANA, BEN));

    for (var other :
        List.of(Commands.group(GROUP, ANA, CARLA), Commands.group(GROUP, CARLA, ANA, BEN))) {
      var written = rig.send(other);
      assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.CONFLICT);
      assertThat(written.deadLetterCodes()).containsExactly("conflict");
    }
  }

  @Test
  void aGroupHasAtMost256Members() {
    var full = IntStream.range(0, 255).mapToObj(i -> "user-" + i).toArray(String[]::new);
    assertThat(
            rig.send(Commands.group(GROUP, ANA, full)).event(ConversationCreated.class).members())
        .hasSize(256);

    var more = IntStream.range(0, 256).mapToObj(i -> "user-" + i).toArray(String[]::new);
    var refused = rig.send(Commands.group(UUID.randomUUID(), ANA, more));
    assertThat(refused.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
  }

  @Test
  void nobodyTalksToThemselvesAlone() {
    var written = rig.send(Commands.group(GROUP, ANA));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
  }

  @Test
  void aConversationCanBeUsedAtOnce() {
    rig.send(Commands.direct(ANA, BEN));
    var id = ConversationId.direct(ANA, BEN);
    var sent = rig.send(Commands.message(id, BEN, "1").command()).event(MessageSent.class);
    assertThat(sent.seq()).isEqualTo(1);
    assertThat(sent.ver()).isEqualTo(2);
  }
}
