package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.Reaction;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RejectionCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits and reactions, and that a deletion wins over both.
class ChangesTest extends RigTest {
  ChangesTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN, CARLA));
  }

  private MessageSent sent(String sender, String clientMessageId) {
    return rig.send(message(GROUP, sender, clientMessageId).command()).event(MessageSent.class);
  }

  private void isRefused(Command command, RejectionCode code) {
    assertThat(rig.send(command).event(CommandRejected.class).code()).isEqualTo(code);
  }

  private static MessageState told(Written written) {
    return written.deliveries(MessageChangeDelivery.class).getFirst().message();
  }

  @Test
  void anEditTakesAVersionAndGoesOutAsTheWholeMessage() {
    var sent = sent(BEN, "1");
    rig.send(Commands.read(GROUP, CARLA, 1));
    var written = rig.send(Commands.edit(sent, BEN, "better"));

    var edited = written.event(MessageEdited.class);
    assertThat(edited.ver()).isEqualTo(3);
    assertThat(edited.body()).isEqualTo(new MessageBody.Plain("better"));
    var delivery = written.deliveries(MessageChangeDelivery.class).getFirst();
    assertThat(delivery.recipients()).containsExactly(ANA, BEN, CARLA);
    var state = delivery.message();
    assertThat(state.ver()).isEqualTo(3);
    assertThat(state.message()).isEqualTo(Commands.ref(sent));
    assertThat(state.content().body()).isEqualTo(new MessageBody.Plain("better"));
    assertThat(state.editedAt()).isEqualTo(rig.now());
    assertThat(state.ticks()).isEqualTo(new MessageTicks(List.of(CARLA), List.of(CARLA), 1, 1));
    assertThat(sent(BEN, "2").seq()).isEqualTo(2);
  }

  @Test
  void onlyTheSenderEditsWhateverTheRole() {
    isRefused(Commands.edit(sent(BEN, "1"), ANA, "never said"), RejectionCode.FORBIDDEN);
  }

  @Test
  void sayingTheSameAgainIsARepeat() {
    var sent = sent(BEN, "1");
    assertThat(rig.send(Commands.edit(sent, BEN, "hello")).event(CommandRepeated.class))
        .isNotNull();
    rig.send(Commands.edit(sent, BEN, "better"));
    assertThat(
            rig.send(Commands.edit(sent, BEN, "better")).event(CommandRepeated.class).messageId())
        .isEqualTo(sent.messageId());
  }

  @Test
  void anEditThatRacesCannotBringOldWordsBack() {
    var sent = sent(BEN, "1");
    rig.send(Commands.edit(sent, BEN, "second"));
    // Both read the message before the first edit.
    rig.send(Commands.edit(sent, BEN, "third"));
    var reacted = told(rig.send(Commands.react(sent, ANA, "👍")));
    assertThat(reacted.content().body()).isEqualTo(new MessageBody.Plain("third"));
    rig.restart();
    reacted = told(rig.send(Commands.react(sent, CARLA, "👍")));
    assertThat(reacted.content().body()).isEqualTo(new MessageBody.Plain("third"));
    assertThat(reacted.reactions()).containsExactly(new Reaction("👍", List.of(ANA, CARLA)));
    assertThat(reacted.editedAt()).isNotNull();
  }

  @Test
  void deletedIsFinal() {
    var sent = sent(BEN, "1");
    rig.send(Commands.edit(sent, BEN, "second"));
    rig.send(Commands.react(sent, ANA, "👍"));
    var deleted = rig.send(Commands.delete(sent, BEN));
    assertThat(deleted.deliveries(TombstoneDelivery.class).getFirst().ticks()).isNotNull();
    isRefused(Commands.edit(sent, BEN, "third"), RejectionCode.NOT_FOUND);
    isRefused(Commands.react(sent, ANA, "🎉"), RejectionCode.NOT_FOUND);
    isRefused(Commands.unreact(sent, ANA, "👍"), RejectionCode.NOT_FOUND);
  }

  @Test
  void deletedIsFinalAlsoForWhatIsNoLongerRemembered() {
    var old = sent(BEN, "old");
    rig.send(Commands.delete(old, BEN));
    for (int i = 0; i < RecentMessage.KEPT; i++) {
      sent(ANA, "m" + i);
    }
    isRefused(Commands.edit(old, BEN, "again"), RejectionCode.NOT_FOUND);
    assertThat(rig.send(Commands.delete(old, BEN)).event(CommandRepeated.class).messageId())
        .isEqualTo(old.messageId());
  }

  @Test
  void anOldMessageIsEditedByItsProof() {
    var old = sent(BEN, "old");
    for (int i = 0; i < RecentMessage.KEPT; i++) {
      sent(ANA, "m" + i);
    }
    assertThat(told(rig.send(Commands.edit(old, BEN, "better"))).content().body())
        .isEqualTo(new MessageBody.Plain("better"));
  }

  @Test
  void reactionsAreASet() {
    var sent = sent(BEN, "1");
    var first = rig.send(Commands.react(sent, ANA, "👍"));
    assertThat(first.event(ReactionChanged.class).added()).isTrue();
    assertThat(rig.send(Commands.react(sent, ANA, "👍")).event(CommandRepeated.class).messageId())
        .isEqualTo(sent.messageId());
    var both = told(rig.send(Commands.react(sent, ANA, "🎉")));
    assertThat(both.reactions())
        .containsExactlyInAnyOrder(
            new Reaction("👍", List.of(ANA)), new Reaction("🎉", List.of(ANA)));
    var gone = rig.send(Commands.unreact(sent, ANA, "👍"));
    assertThat(gone.event(ReactionChanged.class).added()).isFalse();
    assertThat(told(gone).reactions()).containsExactly(new Reaction("🎉", List.of(ANA)));
    rig.send(Commands.unreact(sent, ANA, "👍")).event(CommandRepeated.class);
  }

  @Test
  void reactionsAreBounded() {
    var sent = sent(BEN, "1");
    for (int i = 0; i < Reacting.EMOJI_MAX; i++) {
      rig.send(Commands.react(sent, ANA, Character.toString(0x1F600 + i)))
          .event(ReactionChanged.class);
    }
    isRefused(Commands.react(sent, ANA, "👍"), RejectionCode.CONFLICT);
    rig.send(Commands.react(sent, BEN, Character.toString(0x1F600))).event(ReactionChanged.class);
    for (var text : List.of(" ", "a b", "\u200d", "\ufe0f", "😀".repeat(17))) {
      isRefused(Commands.react(sent, ANA, text), RejectionCode.INVALID);
    }
    rig.send(Commands.unreact(sent, ANA, Character.toString(0x1F601)));
    rig.send(Commands.react(sent, ANA, "👩🏻‍❤️‍💋‍👩🏿")).event(ReactionChanged.class);
  }

  @Test
  void whoCameLaterGetsTheNumberAndNotTheMessage() {
    var before = sent(BEN, "1");
    rig.send(Commands.add(GROUP, ANA, "dora"));
    var written = rig.send(Commands.edit(before, BEN, "better"));
    assertThat(written.deliveries(MessageChangeDelivery.class).getFirst().recipients())
        .containsExactly(ANA, BEN, CARLA);
    var instead = written.deliveries(ConversationDelivery.class).getFirst();
    assertThat(instead.recipients()).containsExactly("dora");
    assertThat(instead.conversation().ver()).isEqualTo(4);
    isRefused(Commands.react(before, "dora", "👍"), RejectionCode.NOT_FOUND);
    var deleted = rig.send(Commands.delete(before, BEN));
    assertThat(deleted.deliveries(TombstoneDelivery.class).getFirst().recipients())
        .doesNotContain("dora");
    assertThat(deleted.deliveries(ConversationDelivery.class)).hasSize(1);
  }

  @Test
  void whoCameLaterSeesItAllWhereTheConversationShowsItsHistory() {
    var before = sent(BEN, "1");
    rig.send(Commands.add(GROUP, ANA, "dora"));
    var full = JsonNodeFactory.instance.objectNode().put("history", "full");
    rig.send(Commands.describe(GROUP, ANA, full)).event(ConversationUpdated.class);
    var reacted = rig.send(Commands.react(before, "dora", "👍"));
    assertThat(reacted.deliveries(MessageChangeDelivery.class).getFirst().recipients())
        .contains("dora");
    assertThat(reacted.deliveries(ConversationDelivery.class)).isEmpty();
    // Covered by no membership of theirs, so no tick of theirs either.
    rig.send(Commands.read(GROUP, "dora", 1));
    assertThat(requireNonNull(told(rig.send(Commands.edit(before, BEN, "x"))).ticks()).readCount())
        .isZero();
  }
}
