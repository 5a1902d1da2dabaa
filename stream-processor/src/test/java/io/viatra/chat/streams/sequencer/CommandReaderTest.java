package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.sequencer.CommandReader.Reading;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
  private static final int PARTITIONS = 6;
  private static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-00000000000a");
  private static final int HOME = Partitions.of(GROUP.toString(), PARTITIONS);

  private final CommandReader reader = new CommandReader(PARTITIONS);

  private Reading read(SendMessage command, int partition) {
    return reader.read(
        GROUP.toString().getBytes(UTF_8),
        Topics.COMMANDS.codec().encode(command),
        partition,
        Instant.EPOCH);
  }

  private Fingerprint fingerprint(SendMessage command) {
    return switch (read(command, HOME)) {
      case Reading.Clear(var read, var fingerprint) -> fingerprint;
      case Reading.Poison(var code) -> throw new AssertionError(code);
    };
  }

  @Test
  void aCommandInAnotherPartitionIsNotNumberedThere() {
    var command = message(GROUP, ANA, "1").command();
    assertThat(read(command, HOME)).isInstanceOf(Reading.Clear.class);
    assertThat(read(command, (HOME + 1) % PARTITIONS))
        .isEqualTo(new Reading.Poison(DeadLetterCode.MISPLACED));
  }

  @Test
  void theKeyIsTheConversationInItsOneSpelling() {
    var reading =
        reader.read(
            GROUP.toString().replace('a', 'A').getBytes(UTF_8),
            Topics.COMMANDS.codec().encode(message(GROUP, ANA, "1").command()),
            HOME,
            Instant.EPOCH);
    assertThat(reading).isEqualTo(new Reading.Poison(DeadLetterCode.FOREIGN_KEY));
  }

  @Test
  void theSameWordsHaveTheSameFingerprintWhateverWasOnTheScreen() {
    var message = message(GROUP, ANA, "1");
    assertThat(fingerprint(message.seeing(3).command()))
        .isEqualTo(fingerprint(message.command()))
        .isNotEqualTo(fingerprint(message.saying("other").command()));
  }

  @Test
  void anythingWrittenInPairsOfSurrogatesIsText() {
    assertThat(fingerprint(message(GROUP, ANA, "1").saying("👩‍⚕️ \\u0000 \\\\ \n").command()))
        .isNotNull();
  }
}
