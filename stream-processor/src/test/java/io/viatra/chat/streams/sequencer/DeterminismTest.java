package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same records give the same bytes, which is what a crash and a rebuild rely on.
class DeterminismTest {
  private static final int COMMANDS = 400;

  @Test
  void theSameRecordsGiveTheSameBytesHoweverOftenTheTaskIsMadeAnew(@TempDir Path directory) {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("seed " + seed);

    var straight = run(directory.resolve("straight"), seed, COMMANDS);
    var again = run(directory.resolve("again"), seed, COMMANDS);
    var interrupted = run(directory.resolve("interrupted"), seed, COMMANDS / 4);

    assertThat(again).isEqualTo(straight);
    assertThat(withoutPositions(interrupted)).isEqualTo(withoutPositions(straight));
  }

  /// @param pieces commands after which the task is made anew
  private static List<String> run(Path directory, long seed, int pieces) {
    var some = new RandomCommands(new Random(seed));
    var written = new ArrayList<String>();
    try (var rig = new Rig(directory)) {
      for (int i = 1; i <= COMMANDS; i++) {
        rig.after(Duration.ofMinutes(some.below(60)));
        var command = some.next();
        var out = rig.send(some.key(command), Topics.COMMANDS.codec().encode(command));
        for (var topic :
            List.of(
                out.events(), out.receipts(), out.deliveries(), out.crowd(), out.deadLetters())) {
          topic.forEach(record -> written.add(print(record)));
        }
        out.events().stream()
            .map(record -> Topics.EVENTS.codec().decode(record.value()))
            .forEach(event -> {
              if (event instanceof Decoded.Value<ChatEvent>(MessageSent sent)) {
                some.heard(sent);
              }
            });
        if (i % pieces == 0) {
          rig.restart();
        }
      }
    }
    return written;
  }

  private static String print(TestRecord<byte[], byte[]> record) {
    return HexFormat.of().formatHex(record.key())
        + " "
        + HexFormat.of().formatHex(record.value())
        + " "
        + record.getRecordTime()
        + " "
        + Written.headers(record);
  }

  /// A new test driver counts offsets from 0 again; a real topic does not.
  private static List<String> withoutPositions(List<String> records) {
    return records.stream()
        .map(record -> record.replaceAll("(cmd-offset|dlq-offset)=[0-9]+", "$1"))
        .map(record -> record.replaceAll("ce_id=0:[0-9]+:", "ce_id=0:"))
        .toList();
  }
}
