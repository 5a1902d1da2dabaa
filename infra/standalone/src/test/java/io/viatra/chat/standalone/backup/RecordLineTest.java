package io.viatra.chat.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a line must give back.
class RecordLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"b\":1,\"a\":1.50e+2,\"c\":-0.0,\"d\":\"\\u00e4\\/ä\",\"e\":[ ]}",
        "{\"type\" : \"message.sent\", \"body\":{\"text\":\"a\\nb 👍\"}}"
      })
  void plainJsonStandsInTheLineAsItIs(String value) throws IOException {
    var line = line(value.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(line.encode(), StandardCharsets.UTF_8))
        .endsWith(",\"value\":" + value + "}");
    comesBack(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {}",
        "{}\n",
        "{\n}",
        "{}{}",
        "{\"a\":1}}",
        "[1]",
        "\"text\"",
        "{\"a\":NaN}",
        "{\"a\":1e999}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":}",
        "{\"a\":\"b}"
      })
  void whatSomeReaderWouldStumbleOverIsBase64(String value) throws IOException {
    var line = line(value.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(line.encode(), StandardCharsets.UTF_8)).contains("\"value64\":");
    comesBack(line);
  }

  @Test
  void aTombstoneIsNull() throws IOException {
    var line = line(null);

    assertThat(new String(line.encode(), StandardCharsets.UTF_8)).endsWith(",\"value\":null}");
    comesBack(line);
  }

  @Test
  void keysAndHeadersThatAreNoTextComeBack() throws IOException {
    var bytes = new byte[] {(byte) 0xc0, (byte) 0x80, 0};
    List<List<Header>> all =
        List.of(
            List.of(),
            List.of(new RecordHeader("a", bytes("ä")), new RecordHeader("b", null)),
            List.of(new RecordHeader("a", bytes("1")), new RecordHeader("a", bytes("2"))),
            List.of(new RecordHeader("a", bytes), new RecordHeader("b", null)));
    for (var headers : all) {
      comesBack(new RecordLine(0, 1, -1, bytes, headers, bytes("{}")));
      comesBack(new RecordLine(0, 1, -1, null, headers, null));
      comesBack(new RecordLine(0, 1, -1, new byte[0], headers, new byte[0]));
    }
  }

  @Test
  void anyBytesComeBack() throws IOException {
    long seed = System.nanoTime();
    System.out.println("RecordLineTest seed " + seed);
    var random = new Random(seed);
    var alphabet = "{}[]\":,\\ud8e+-.0159 \u00e4\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5_000; i++) {
      var value = new byte[random.nextInt(40)];
      if (random.nextBoolean()) {
        random.nextBytes(value);
      } else {
        for (int at = 0; at < value.length; at++) {
          value[at] = alphabet[random.nextInt(alphabet.length)];
        }
      }
      comesBack(line(value));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RecordLine line(byte @Nullable [] value) {
    return new RecordLine(
        3, 17, 1_763_892_000_120L, bytes("k"), List.of(new RecordHeader("h", bytes("v"))), value);
  }

  private static void comesBack(RecordLine line) throws IOException {
    var encoded = line.encode();
    assertThat(encoded).doesNotContain('\n');
    assertThat(JSON.readTree(encoded).get("offset").asLong()).isEqualTo(line.offset());
    var back = RecordLine.decode(encoded);
    assertThat(back.partition()).isEqualTo(line.partition());
    assertThat(back.offset()).isEqualTo(line.offset());
    assertThat(back.timestamp()).isEqualTo(line.timestamp());
    assertThat(Arrays.equals(back.key(), line.key())).isTrue();
    assertThat(back.headers()).isEqualTo(line.headers());
    assertThat(Arrays.equals(back.value(), line.value())).isTrue();
  }
}
