package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkingTest extends RigTest {
  private final List<MessageSent> sent = new ArrayList<>();

  MarkingTest(@TempDir Path directory) {
    super(directory);
  }

  /// 1 and 3 by Ana, 2 by Ben, 4 by Carla.
  @BeforeEach
  void fourMessages() {
    rig.send(Commands.group(GROUP, ANA, BEN, CARLA));
    for (var sender : List.of(ANA, BEN, ANA, CARLA)) {
      var message = message(GROUP, sender, "m" + sent.size());
      sent.add(rig.send(message.command()).event(MessageSent.class));
    }
  }

  private CoveredMessage covered(int seq) {
    return new CoveredMessage(sent.get(seq - 1).messageId(), seq);
  }

  @Test
  void aReceiptIsAbsolute() {
    rig.after(Duration.ofSeconds(1));
    var receipt = rig.send(Commands.delivered(GROUP, BEN, 3)).receipt();
    assertThat(receipt.deliveredSeq()).isEqualTo(3);
    assertThat(receipt.deliveredAt()).isEqualTo(rig.now());
    assertThat(receipt.readSeq()).isZero();
    assertThat(receipt.readAt()).isNull();
  }

  @Test
  void whatIsReadIsDelivered() {
    var receipt = rig.send(Commands.read(GROUP, BEN, 3)).receipt();
    assertThat(receipt.deliveredSeq()).isEqualTo(3);
    assertThat(receipt.readSeq()).isEqualTo(3);
  }

  @Test
  void readingLessThanWasDeliveredLeavesDelivered() {
    rig.send(Commands.delivered(GROUP, BEN, 4));
    rig.after(Duration.ofSeconds(1));
    var receipt = rig.send(Commands.read(GROUP, BEN, 2)).receipt();
    assertThat(receipt.deliveredSeq()).isEqualTo(4);
    assertThat(receipt.deliveredAt()).isEqualTo(Rig.START);
    assertThat(receipt.readSeq()).isEqualTo(2);
    assertThat(receipt.readAt()).isEqualTo(rig.now());
  }

  @Test
  void aLowerReceiptRepeatsTheCurrentOneAndTellsNobody() {
    var before = rig.send(Commands.read(GROUP, BEN, 3)).receipt();
    rig.after(Duration.ofSeconds(1));

    for (var lower :
        List.of(
            Commands.read(GROUP, BEN, 2),
            Commands.read(GROUP, BEN, 3),
            Commands.delivered(GROUP, BEN, 3))) {
      var written = rig.send(lower);
      assertThat(written.receipt()).isEqualTo(before);
      assertThat(written.events()).isEmpty();
      assertThat(written.deliveries()).isEmpty();
    }
  }

  @Test
  void beyondTheHeadIsRefusedAndChangesNothing() {
    var written = rig.send(Commands.read(GROUP, BEN, 5));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.BAD_SEQ);
    assertThat(written.receipts()).isEmpty();
    assertThat(rig.send(Commands.read(GROUP, BEN, 0)).receipt().readSeq()).isZero();
  }

  @Test
  void authorsHearOfTheirOwnNewlyCoveredMessagesAndTheReaderOfTheReceipt() {
    rig.send(Commands.read(GROUP, BEN, 1));

    var deliveries = rig.send(Commands.read(GROUP, BEN, 4)).deliveries(ReceiptDelivery.class);

    assertThat(deliveries).hasSize(1);
    assertThat(deliveries.getFirst().readFrom()).isEqualTo(1);
    assertThat(deliveries.getFirst().deliveredFrom()).isEqualTo(1);
    assertThat(deliveries.getFirst().audience())
        .containsExactlyInAnyOrder(
            new ReceiptAudience(BEN, List.of()),
            new ReceiptAudience(ANA, List.of(covered(3))),
            new ReceiptAudience(CARLA, List.of(covered(4))));
  }

  @Test
  void messagesOfAnAuthorComeInOrderAndTheReadersOwnNever() {
    var deliveries = rig.send(Commands.delivered(GROUP, BEN, 3)).deliveries(ReceiptDelivery.class);
    assertThat(deliveries.getFirst().audience())
        .containsExactlyInAnyOrder(
            new ReceiptAudience(BEN, List.of()),
            new ReceiptAudience(ANA, List.of(covered(1), covered(3))));
  }

  @Test
  void idsMeanTheHighestOfThem() {
    var ids = List.of(sent.get(2).messageId(), sent.get(0).messageId(), UUID.randomUUID());
    var receipt = rig.send(new MarkRead(GROUP, BEN, null, ids)).receipt();
    assertThat(receipt.readSeq()).isEqualTo(3);
  }

  @Test
  void idsAndSeqTogetherMeanTheHigher() {
    var ids = List.of(sent.get(2).messageId());
    assertThat(rig.send(new MarkDelivered(GROUP, BEN, 2L, ids)).receipt().deliveredSeq())
        .isEqualTo(3);
  }

  @Test
  void unknownIdsAreIgnored() {
    var written = rig.send(new MarkRead(GROUP, BEN, null, List.of(UUID.randomUUID())));
    assertThat(written.receipt().readSeq()).isZero();
    assertThat(written.deliveries()).isEmpty();
  }

  @Test
  void aReceiptForAnUnknownConversationOrByAStrangerIsADeadLetter() {
    for (var command :
        List.of(Commands.read(UUID.randomUUID(), ANA, 1), Commands.read(GROUP, "zoe", 1))) {
      var written = rig.send(command);
      assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.NOT_FOUND);
      assertThat(written.deadLetterCodes()).containsExactly("not-found");
    }
  }

  @Test
  void afterALongAbsenceOnlyTheNewestMessagesAreNamed() {
    for (int i = 0; i < RecentMessage.KEPT + 40; i++) {
      rig.send(message(GROUP, ANA, "more-" + i).command());
    }
    var delivery =
        rig.send(Commands.read(GROUP, BEN, 300)).deliveries(ReceiptDelivery.class).getFirst();
    assertThat(delivery.readFrom()).isZero();
    assertThat(delivery.audience())
        .filteredOn(listener -> listener.userId().equals(ANA))
        .singleElement()
        .satisfies(ana -> assertThat(ana.messages()).hasSize(RecentMessage.KEPT));
  }
}
