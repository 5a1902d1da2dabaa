package io.viatra.chat.runtime.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.runtime.json.JsonProblem.Reason;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of the promises' "JSON" section.
class StrictJsonTest {

  @Test
  void ordinaryInputIsRead() {
    var object =
        StrictJson.object("{\"a\":[1,-2.5e3,\"é😀\\ud83d\\ude00\\n\",true,null]}".getBytes(UTF_8));
    assertThat(object.get("a").get(2).textValue()).isEqualTo("é😀😀\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void anEmptyDocumentIsRefused(String text) {
    assertThat(reason(text)).isEqualTo(Reason.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "{}]", "{}1", "{},"})
  void trailingTokensAreRefused(String text) {
    assertThat(reason(text)).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"x\":[{\"b\":1,\"b\":2}]}"})
  void aDuplicateKeyIsRefused(String text) {
    assertThat(reason(text)).isEqualTo(Reason.DUPLICATE_KEY);
  }

  @Test
  void sixteenLevelsAreReadAndSeventeenAreNot() {
    assertThat(StrictJson.object(nested(16)).size()).isEqualTo(1);
    assertThat(reason(nested(17))).isEqualTo(Reason.TOO_DEEP);
    assertThat(reason(("{\"a\":" + "[".repeat(30_000)).getBytes(UTF_8))).isEqualTo(Reason.TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e400", "-1e400", "9223372036854775808", "-9223372036854775809", "1e99999999"})
  void aNumberThatFitsNothingIsRefused(String number) {
    assertThat(reason("{\"n\":" + number + "}")).isEqualTo(Reason.NUMBER_RANGE);
  }

  @Test
  void aNumberOfTooManyDigitsIsRefused() {
    assertThat(reason("{\"n\":" + "9".repeat(60_000) + "}")).isEqualTo(Reason.NUMBER_RANGE);
    assertThat(reason("{\"n\":0." + "9".repeat(60_000) + "}")).isEqualTo(Reason.NUMBER_RANGE);
  }

  @Test
  void theLargestAndSmallestLongsAreRead() {
    var object =
        StrictJson.object("{\"n\":9223372036854775807,\"m\":-9223372036854775808}".getBytes(UTF_8));
    assertThat(object.get("n").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(object.get("m").longValue()).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":NaN}",
        "{\"n\":Infinity}",
        "{\"n\":-Infinity}",
        "{/* c */}",
        "{} // c",
        "{'a':1}",
        "{a:1}",
        "{\"n\":01}",
        "{\"n\":+1}",
        "{\"n\":.5}",
        "{\"n\":5.}",
        "[1,]",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":",
        "nul",
        "# c\n{}"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThat(reason(text)).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void otherEncodingsThanUtf8AreRefused() {
    for (Charset charset : new Charset[] {UTF_16, UTF_16LE, Charset.forName("UTF-32")}) {
      assertThat(reason("{\"a\":1}".getBytes(charset))).isIn(Reason.NOT_UTF8, Reason.MALFORMED);
    }
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(reason("\uFEFF{}".getBytes(UTF_8))).isEqualTo(Reason.NOT_UTF8);
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThat(reason(within(0xFF))).isEqualTo(Reason.NOT_UTF8);
    assertThat(reason(within(0xC0, 0x80))).isEqualTo(Reason.NOT_UTF8);
    assertThat(reason(within(0xE0, 0x80, 0xAF))).isEqualTo(Reason.NOT_UTF8);
    assertThat(reason(within(0xED, 0xA0, 0x80))).isEqualTo(Reason.NOT_UTF8);
    assertThat(reason(within(0xF4, 0x90, 0x80, 0x80))).isEqualTo(Reason.NOT_UTF8);
    assertThat(reason(within(0xC3))).isEqualTo(Reason.NOT_UTF8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"\\ud800\":1}",
        "{\"a\":[\"x\\udbff\"]}"
      })
  void aLoneSurrogateIsRefused(String text) {
    assertThat(reason(text)).isIn(Reason.BAD_TEXT, Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}"})
  void nulIsRefused(String text) {
    assertThat(reason(text)).isEqualTo(Reason.BAD_TEXT);
  }

  @Test
  void aThousandKeysAreReadAndOneMoreIsNot() {
    assertThat(StrictJson.object(keys(1_000)).size()).isEqualTo(1_000);
    assertThat(reason(keys(1_001))).isEqualTo(Reason.TOO_MANY_KEYS);
  }

  @Test
  void aDocumentOverItsLimitIsRefused() {
    String fits = "{\"a\":\"" + "x".repeat(StrictJson.DOCUMENT_BYTES_MAX - 8) + "\"}";
    assertThat(StrictJson.object(fits.getBytes(UTF_8)).size()).isEqualTo(1);
    assertThat(reason((fits + " ").getBytes(UTF_8))).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "1", "null", "true"})
  void whatIsNotAnObjectIsRefusedWhereOneIsWanted(String text) {
    assertThat(reason(text)).isEqualTo(Reason.NOT_AN_OBJECT);
  }

  @Test
  void aTreeFromElsewhereIsHeldToTheSame() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("a").putArray("b").add("fine").add(1.5).add(Long.MAX_VALUE).addNull();
    StrictJson.check(tree);
    for (var spoilt :
        List.of(
            tree.deepCopy().put("k", "\u0000"),
            tree.deepCopy().put("\ud800", 1),
            tree.deepCopy().put("n", new BigInteger("9223372036854775808")),
            tree.deepCopy().put("x", new byte[] {1}))) {
      assertThat(catchThrowableOfType(JsonProblem.class, () -> StrictJson.check(spoilt)))
          .isNotNull();
    }
  }

  @Test
  void aProblemQuotesNothingOfTheInput() {
    var problem = problem("{\"canary\":canary}".getBytes(UTF_8));
    assertThat(problem.message() + problem).doesNotContain("canary");
    assertThat(problem.getCause()).isNull();
  }

  private static byte[] within(int... bytes) {
    byte[] document = "{\"a\":\"____\"}".getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      document[6 + i] = (byte) bytes[i];
    }
    return document;
  }

  private static byte[] nested(int depth) {
    return ("{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}").getBytes(UTF_8);
  }

  private static byte[] keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":0")
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(UTF_8);
  }

  private static Reason reason(String text) {
    return reason(text.getBytes(UTF_8));
  }

  private static Reason reason(byte[] document) {
    return problem(document).reason();
  }

  private static JsonProblem problem(byte[] document) {
    return catchThrowableOfType(JsonProblem.class, () -> StrictJson.object(document));
  }
}
