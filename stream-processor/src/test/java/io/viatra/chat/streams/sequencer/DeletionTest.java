package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest extends RigTest {

  DeletionTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN, CARLA));
  }

  private MessageSent sent(String sender, String clientMessageId) {
    return rig.send(message(GROUP, sender, clientMessageId).command()).event(MessageSent.class);
  }

  @Test
  void aTombstoneTakesAVersionAndNoSeq() {
    var sent = sent(BEN, "1");

    var written = rig.send(Commands.delete(sent, BEN));
    var deleted = written.event(MessageDeleted.class);

    assertThat(deleted.ver()).isEqualTo(3);
    assertThat(deleted.target()).isEqualTo(Commands.ref(sent));
    assertThat(deleted.deletedBy()).isEqualTo(BEN);
    assertThat(written.deliveries(TombstoneDelivery.class).getFirst().recipients())
        .containsExactly(ANA, BEN, CARLA);
    assertThat(sent(BEN, "2").seq()).isEqualTo(2);
  }

  @Test
  void anOwnerMayDeleteAnothersMessageAndAMemberMayNot() {
    var sent = sent(BEN, "1");
    var refused = rig.send(Commands.delete(sent, CARLA)).event(CommandRejected.class);
    assertThat(refused.code()).isEqualTo(RejectionCode.FORBIDDEN);
    assertThat(rig.send(Commands.delete(sent, ANA)).event(MessageDeleted.class).deletedBy())
        .isEqualTo(ANA);
  }

  @Test
  void inADirectConversationNobodyDeletesTheOthersWords() {
    rig.send(Commands.direct(ANA, BEN));
    var id = ConversationId.direct(ANA, BEN);
    var sent = rig.send(message(id, BEN, "1").command()).event(MessageSent.class);
    var refused = rig.send(Commands.delete(sent, ANA)).event(CommandRejected.class);
    assertThat(refused.code()).isEqualTo(RejectionCode.FORBIDDEN);
  }

  @Test
  void aStrangerLearnsNothing() {
    var written = rig.send(Commands.delete(sent(BEN, "1"), "zoe"));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.NOT_FOUND);
  }

  @Test
  void aSecondDeletionIsARepeat() {
    var sent = sent(BEN, "1");
    rig.send(Commands.delete(sent, BEN));
    var repeated = rig.send(Commands.delete(sent, ANA)).event(CommandRepeated.class);
    assertThat(repeated.messageId()).isEqualTo(sent.messageId());
  }

  @Test
  void whatTheSequencerRemembersCountsMoreThanWhatTheCommandSays() {
    var sent = sent(BEN, "1");
    var forged =
        new MessageRef(sent.messageId(), 1, CARLA, sent.messageType(), null, Instant.EPOCH);
    var refused = rig.send(new DeleteMessage(GROUP, CARLA, forged)).event(CommandRejected.class);
    assertThat(refused.code()).isEqualTo(RejectionCode.FORBIDDEN);
  }

  @Test
  void aMessageThatIsNotThereIsNotFound() {
    var sent = sent(BEN, "1");
    var beyond = target(sent, sent.messageId(), 2);
    var another = target(sent, UUID.randomUUID(), 1);
    for (var target : List.of(beyond, another)) {
      var refused = rig.send(new DeleteMessage(GROUP, BEN, target)).event(CommandRejected.class);
      assertThat(refused.code()).isEqualTo(RejectionCode.NOT_FOUND);
    }
  }

  private static MessageRef target(MessageSent sent, UUID id, long seq) {
    return new MessageRef(id, seq, sent.senderId(), sent.messageType(), null, sent.at());
  }

  @Test
  void aTargetThatContradictsItselfIsInvalid() {
    var sent = sent(BEN, "1");
    var forged = new MessageRef(sent.messageId(), 1, CARLA, sent.messageType(), "1", sent.at());
    var written = rig.send(new DeleteMessage(GROUP, CARLA, forged));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
    assertThat(written.deadLetterCodes()).containsExactly("invalid");
  }

  @Test
  void anOldMessageIsDeletedByItsProof() {
    var old = sent(BEN, "old");
    for (int i = 0; i < RecentMessage.KEPT; i++) {
      sent(ANA, "m" + i);
    }
    var deleted = rig.send(Commands.delete(old, BEN)).event(MessageDeleted.class);
    assertThat(deleted.target().seq()).isEqualTo(1);
  }
}
