package io.viatra.chat.runtime.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.json.JsonProblem.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.9", "1.0", "\"10\"", "true", "[1]", "{}"})
  void nothingElseBecomesAnInteger(String value) {
    assertThat(reason(() -> fields(value).integer("f", 0, 10))).isEqualTo(Reason.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[\"x\"]", "{}"})
  void nothingElseBecomesAText(String value) {
    assertThat(reason(() -> fields(value).text("f"))).isEqualTo(Reason.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "0"})
  void nothingElseBecomesAFlag(String value) {
    assertThat(reason(() -> fields(value).flagOrNull("f"))).isEqualTo(Reason.WRONG_TYPE);
  }

  @Test
  void boundsAreInclusive() {
    assertThat(fields("10").integer("f", 0, 10)).isEqualTo(10);
    assertThat(fields("0").integer("f", 0, 10)).isZero();
    assertThat(reason(() -> fields("11").integer("f", 0, 10))).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(reason(() -> fields("-1").integer("f", 0, 10))).isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void nullCountsAsAbsent() {
    assertThat(fields("null").textOrNull("f")).isNull();
    assertThat(fields("null").has("f")).isFalse();
    assertThat(reason(() -> fields("null").text("f"))).isEqualTo(Reason.MISSING);
    assertThat(reason(() -> fields("1").text("g"))).isEqualTo(Reason.MISSING);
  }

  @Test
  void aListHasABoundAndOneType() {
    assertThat(fields("[\"a\",\"b\"]").texts("f", 2)).containsExactly("a", "b");
    assertThat(reason(() -> fields("[\"a\",\"b\"]").texts("f", 1))).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(reason(() -> fields("[\"a\",1]").texts("f", 2))).isEqualTo(Reason.WRONG_TYPE);
    assertThat(reason(() -> fields("[null]").texts("f", 2))).isEqualTo(Reason.WRONG_TYPE);
    assertThat(reason(() -> fields("\"a\"").texts("f", 2))).isEqualTo(Reason.WRONG_TYPE);
  }

  @Test
  void theProblemNamesTheField() {
    var problem = catchThrowableOfType(JsonProblem.class, () -> fields("1").text("missing"));
    assertThat(problem.message()).isEqualTo("missing is required");
    assertThat(problem.field()).isEqualTo("missing");
  }

  private static JsonFields fields(String value) {
    return new JsonFields(StrictJson.object(("{\"f\":" + value + "}").getBytes(UTF_8)));
  }

  private static Reason reason(ThrowingCallable call) {
    return catchThrowableOfType(JsonProblem.class, call).reason();
  }
}
