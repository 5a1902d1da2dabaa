package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.command.EraseUser;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest extends RigTest {
  private static final byte[] KEY = GROUP.toString().getBytes(UTF_8);

  PoisonTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.group(GROUP, ANA, BEN));
  }

  private void isPoison(byte @Nullable [] key, byte @Nullable [] value, String code) {
    var written = rig.send(key, value);
    assertThat(written.isDeadLetterAlone()).as(code).isTrue();
    assertThat(written.deadLetterCodes()).containsExactly(code);
    stillNumbers();
  }

  private void stillNumbers() {
    var next = rig.send(message(GROUP, ANA, "after-" + System.nanoTime()).command());
    assertThat(next.event(MessageSent.class).seq()).isPositive();
  }

  private static byte[] sendText(String jsonText) {
    var sent =
        new String(Topics.COMMANDS.codec().encode(message(GROUP, ANA, "p").command()), UTF_8);
    return sent.replace("\"hello\"", jsonText).getBytes(UTF_8);
  }

  @Test
  void recordsWithoutKeyOrValue() {
    isPoison(null, sendText("\"hello\""), "no-key");
    isPoison(KEY, null, "empty");
    isPoison(KEY, new byte[0], "empty");
    isPoison(null, null, "no-key");
  }

  @Test
  void timesThatNobodyCouldWriteAgain() {
    var mute =
        new String(Topics.COMMANDS.codec().encode(Commands.mute(GROUP, ANA, Instant.EPOCH)), UTF_8);
    for (var time : List.of(Instant.MAX, Instant.MIN, Instant.parse("+10000-01-01T00:00:00Z"))) {
      var value = mute.replace("1970-01-01T00:00:00.000Z", time.toString());
      isPoison(KEY, value.getBytes(UTF_8), "out-of-bounds");
    }
  }

  @Test
  void garbage() {
    isPoison(KEY, new byte[] {(byte) 0xff, 0, 1}, "not-json");
    isPoison(KEY, "{\"type\":\"message.send\"".getBytes(UTF_8), "not-json");
    isPoison(KEY, "[]".getBytes(UTF_8), "out-of-bounds");
    isPoison(KEY, "null".getBytes(UTF_8), "empty");
  }

  @Test
  void commandsOfATypeThatIsNotKnown() {
    isPoison(KEY, "{\"type\":\"message.send.v9\"}".getBytes(UTF_8), "unknown-type");
  }

  @Test
  void fieldsBeyondTheirBounds() {
    isPoison(KEY, sendText("\"\""), "out-of-bounds");
    isPoison(KEY, sendText("{}"), "out-of-bounds");
  }

  @Test
  void textThatNoReaderCouldStore() {
    isPoison(KEY, sendText("\"a\\u0000b\""), "out-of-bounds");
    isPoison(KEY, sendText("\"a\\ud800b\""), "out-of-bounds");
    isPoison(KEY, sendText("\"\\udc00\\ud800\""), "out-of-bounds");
  }

  @Test
  void metadataDeeperThanReadersGo() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    var deepest = metadata;
    for (int i = 0; i < 28; i++) {
      deepest = deepest.putObject("in");
    }
    var command = message(GROUP, ANA, "deep").with(metadata).command();
    isPoison(KEY, Topics.COMMANDS.codec().encode(command), "out-of-bounds");
  }

  @Test
  void aKeyThatNamesAnotherConversation() {
    isPoison(
        "01930000-0000-7000-8000-000000000002".getBytes(UTF_8),
        sendText("\"hello\""),
        "foreign-key");
    isPoison("group".getBytes(UTF_8), sendText("\"hello\""), "foreign-key");
  }

  @Test
  void recordsLongerThanAnyEdgeWritesAreKeptCut() {
    var written = rig.send(KEY, new byte[900_000]);
    assertThat(written.deadLetterCodes()).containsExactly("oversized");
    var deadLetter = written.deadLetters().getFirst();
    assertThat(deadLetter.value()).hasSize(512 * 1024);
    assertThat(Written.headers(deadLetter)).containsEntry("dlq-cut", "900000");
    stillNumbers();
  }

  @Test
  void aTimeThatNoReaderCouldStore() {
    var written = rig.send(KEY, sendText("\"hello\""), Instant.ofEpochMilli(Long.MAX_VALUE));
    assertThat(written.deadLetterCodes()).containsExactly("bad-time");
    stillNumbers();
  }

  @Test
  void aTimeFarAheadHarmsNobodyElse() {
    var before = message(GROUP, BEN, "before");
    rig.send(before.command());

    var ahead = Instant.parse("2999-01-01T00:00:00Z");
    assertThat(rig.send(KEY, sendText("\"hello\""), ahead).event(MessageSent.class).at())
        .isEqualTo(ahead);

    rig.send(message(GROUP, ANA, "next").command()).event(MessageSent.class);
    assertThat(rig.send(message(GROUP, ANA, "next").command()).events()).hasSize(1);
  }

  @Test
  void aCommandThatIsReservedIsRefusedInTheLogAndKept() {
    var written = rig.send(new EraseUser(GROUP, ANA));
    assertThat(written.event(CommandRejected.class).code()).isEqualTo(RejectionCode.INVALID);
    assertThat(written.event(CommandRejected.class).command()).isEqualTo("user.erase");
    assertThat(written.deadLetterCodes()).containsExactly("reserved");
  }

  @Test
  void whatBecameOfCommandsIsCounted() {
    rig.send(KEY, null);
    rig.send(message(GROUP, ANA, "1").command());
    rig.send(message(GROUP, ANA, "1").command());
    rig.send(message(GROUP, "zoe", "1").command());

    assertThat(rig.count("chat.sequencer.commands", "outcome", "accepted")).isEqualTo(2);
    assertThat(rig.count("chat.sequencer.commands", "outcome", "repeated")).isEqualTo(1);
    assertThat(rig.count("chat.sequencer.commands", "outcome", "rejected")).isEqualTo(1);
    assertThat(rig.count("chat.sequencer.commands", "outcome", "poison")).isEqualTo(1);
    assertThat(rig.count("chat.sequencer.dead.letters", "code", "not-found")).isEqualTo(1);
  }
}
