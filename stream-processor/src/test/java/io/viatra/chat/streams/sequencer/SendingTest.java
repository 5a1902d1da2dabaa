package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingTest extends RigTest {
  SendingTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN));
  }

  @Test
  void messagesAreNumberedDenselyAndEventsToo() {
    var first = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    var second = rig.send(message(GROUP, BEN, "2").command()).event(MessageSent.class);

    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.ver()).isEqualTo(2);
    assertThat(second.seq()).isEqualTo(2);
    assertThat(second.ver()).isEqualTo(3);
  }

  @Test
  void theTimeOfAMessageIsTheAppendTimeOfItsCommand() {
    rig.after(Duration.ofMinutes(5));
    assertThat(rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class).at())
        .isEqualTo(rig.now());
  }

  @Test
  void everyMemberGetsTheMessageTheSenderToo() {
    var deliveries = rig.send(message(GROUP, ANA, "1").command()).deliveries(MessageDelivery.class);

    assertThat(deliveries).hasSize(1);
    assertThat(deliveries.getFirst().recipients()).containsExactly(ANA, BEN);
  }

  @Test
  void aRepeatIsTheSameMessage() {
    var message = message(GROUP, ANA, "1");
    var sent = rig.send(message.command()).event(MessageSent.class);

    var written = rig.after(Duration.ofDays(3)).send(message.seeing(1).command());
    var repeated = written.event(CommandRepeated.class);

    assertThat(repeated.messageId()).isEqualTo(sent.messageId());
    assertThat(repeated.seq()).isEqualTo(sent.seq());
    assertThat(repeated.command()).isEqualTo("message.send");
    assertThat(written.deliveries()).isEmpty();
    assertThat(written.receipts()).isEmpty();
  }

  @Test
  void after72HoursTheSameIdIsANewMessage() {
    rig.send(message(GROUP, ANA, "1").command());

    rig.after(Duration.ofDays(3).plusMillis(1));
    var again = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);

    assertThat(again.seq()).isEqualTo(2);
  }

  @Test
  void theSameIdWithOtherWordsIsAConflictAndKeptAsADeadLetter() {
    rig.send(message(GROUP, ANA, "1").command());

    var written = rig.send(message(GROUP, ANA, "1").saying("other").command());

    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.CONFLICT);
    assertThat(written.deadLetterCodes()).containsExactly("conflict");
  }

  @Test
  void twoSendersMayUseTheSameClientId() {
    rig.send(message(GROUP, ANA, "1").command());
    assertThat(rig.send(message(GROUP, BEN, "1").command()).event(MessageSent.class).seq())
        .isEqualTo(2);
  }

  @Test
  void aStrangerAndAnUnknownConversationAreAnsweredAlike() {
    var stranger = rig.send(message(GROUP, CARLA, "1").command());
    var unknown = rig.send(message(UUID.randomUUID(), CARLA, "1").command());

    for (var written : List.of(stranger, unknown)) {
      var rejected = written.event(CommandRejected.class);
      assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_FOUND);
      assertThat(rejected.clientMessageId()).isEqualTo("1");
      assertThat(written.deadLetterCodes()).containsExactly("not-found");
      assertThat(written.deliveries(RejectionDelivery.class)).hasSize(1);
    }
  }

  @Test
  void aRejectedMessageTakesNoNumber() {
    rig.send(message(GROUP, CARLA, "1").command());
    var sent = rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class);
    assertThat(sent.seq()).isEqualTo(1);
    assertThat(sent.ver()).isEqualTo(2);
  }

  @Test
  void nobodySpeaksForTheServer() {
    var written = rig.send(message(GROUP, ANA, "1").of(MessageType.SYSTEM).command());
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.FORBIDDEN);
    assertThat(written.deadLetters()).isEmpty();
  }

  @Test
  void anIdThatDoesNotFollowFromTheClientsIsInvalid() {
    var written = rig.send(message(GROUP, ANA, "1").command(UUID.randomUUID()));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
    assertThat(written.deadLetterCodes()).containsExactly("invalid");
  }

  @Test
  void whatTheSenderHadOnTheScreenIsRead() {
    rig.send(message(GROUP, BEN, "1").command());

    var written = rig.send(message(GROUP, ANA, "2").seeing(1).command());

    assertThat(written.event(MessageSent.class).senderReadSeq()).isEqualTo(1);
    assertThat(written.receipt().readSeq()).isEqualTo(1);
    assertThat(written.receipt().deliveredSeq()).isEqualTo(1);
    var audience = written.deliveries(ReceiptDelivery.class).getFirst().audience();
    assertThat(audience).extracting(listener -> listener.userId()).containsExactly(ANA, BEN);
  }

  @Test
  void sendingAloneReadsNothing() {
    rig.send(message(GROUP, BEN, "1").command());
    var written = rig.send(message(GROUP, ANA, "2").command());
    assertThat(written.event(MessageSent.class).senderReadSeq()).isNull();
    assertThat(written.receipts()).isEmpty();
  }

  @Test
  void aSightBeyondTheHeadSaysNothingAndTheMessageIsSent() {
    var written = rig.send(message(GROUP, ANA, "1").seeing(1).command());
    assertThat(written.event(MessageSent.class).senderReadSeq()).isNull();
    assertThat(written.receipts()).isEmpty();
  }
}
