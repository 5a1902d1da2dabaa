package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageSent;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest extends RigTest {

  RestartTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroupWithAMessage() {
    rig.send(Commands.group(GROUP, ANA, BEN));
    rig.send(message(GROUP, ANA, "1").command());
    rig.send(Commands.read(GROUP, BEN, 1));
    rig.restart();
  }

  @Test
  void numbersGoOn() {
    var sent = rig.send(message(GROUP, BEN, "2").command()).event(MessageSent.class);
    assertThat(sent.seq()).isEqualTo(2);
    assertThat(sent.ver()).isEqualTo(3);
  }

  @Test
  void aRepeatIsKnown() {
    var repeated = rig.send(message(GROUP, ANA, "1").command()).event(CommandRepeated.class);
    assertThat(repeated.seq()).isEqualTo(1);
  }

  @Test
  void recipientsAreReadAnew() {
    var delivery =
        rig.send(message(GROUP, BEN, "2").command()).deliveries(MessageDelivery.class).getFirst();
    assertThat(delivery.recipients()).containsExactly(ANA, BEN);
  }

  @Test
  void watermarksStand() {
    assertThat(rig.send(Commands.delivered(GROUP, BEN, 0)).receipt().readSeq()).isEqualTo(1);
  }
}
