package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageSent;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeStoreTest extends RigTest {

  DedupeStoreTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN));
  }

  private void send(String clientMessageId) {
    rig.send(message(GROUP, ANA, clientMessageId).command());
  }

  /// One acceptance is two rows: itself and its place in the index.
  private int rows() {
    return rig.rows(SequencerTopology.DEDUPE).size();
  }

  @Test
  void expiredAcceptancesGoAsNewOnesComeSoTheStoreIsBounded() {
    for (int i = 0; i < 20; i++) {
      send("old-" + i);
    }
    assertThat(rows()).isEqualTo(40);

    rig.after(Duration.ofDays(4));
    for (int i = 0; i < 10; i++) {
      send("new-" + i);
    }
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void purgingGoesOnAfterARestart() {
    for (int i = 0; i < 4; i++) {
      send("old-" + i);
    }
    rig.after(Duration.ofDays(4));
    send("new-0");
    rig.restart();
    send("new-1");
    assertThat(rows()).isEqualTo(4);
  }

  @Test
  void anIdThatWasAcceptedAnewIsNotForgottenWithItsFormerSelf() {
    send("1");
    rig.after(Duration.ofDays(4));
    send("1");
    send("2");
    var repeated = rig.send(message(GROUP, ANA, "1").command()).event(CommandRepeated.class);
    assertThat(repeated.seq()).isEqualTo(2);
  }

  @Test
  void whatIsExpiredIsNewWhetherPurgedOrNot() {
    for (int i = 0; i < 6; i++) {
      send("old-" + i);
    }
    rig.after(Duration.ofDays(4));
    send("new");
    assertThat(rig.send(message(GROUP, ANA, "old-5").command()).event(MessageSent.class).seq())
        .isEqualTo(8);
  }
}
