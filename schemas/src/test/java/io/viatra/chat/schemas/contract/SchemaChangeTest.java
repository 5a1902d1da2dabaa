package io.viatra.chat.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every way to break readers or records has its sentence.
class SchemaChangeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASED =
      """
      {"title": "t", "type": "object", "required": ["a", "kind"], "properties": {
        "a": {"type": "integer", "format": "int64"},
        "b": {"type": "string"},
        "kind": {"enum": ["x", "y"], "type": "string"},
        "list": {"type": "array", "items": {"type": "string"}}}}
      """;

  @Test
  void anOptionalFieldMoreIsFine() throws JsonProcessingException {
    assertThat(after("\"b\": {", "\"more\": {\"type\": \"string\"}, \"b\": {")).isEmpty();
    assertThat(after("", "")).isEmpty();
  }

  @Test
  void aFieldThatIsGoneIsNamed() throws JsonProcessingException {
    assertThat(after("\"b\": {\"type\": \"string\"},", ""))
        .singleElement()
        .asString()
        .startsWith("t.b is gone");
  }

  @Test
  void aFieldOfAnotherTypeIsNamed() throws JsonProcessingException {
    assertThat(after("\"b\": {\"type\": \"string\"}", "\"b\": {\"type\": \"boolean\"}"))
        .singleElement()
        .asString()
        .startsWith("t.b was string and is boolean now");
    assertThat(after("\"items\": {\"type\": \"string\"}", "\"items\": {\"type\": \"integer\"}"))
        .singleElement()
        .asString()
        .startsWith("t.list[] was string");
  }

  @Test
  void aFieldThatMustBeThereNowIsNamedAndOneThatMayNotToo() throws JsonProcessingException {
    assertThat(after("[\"a\", \"kind\"]", "[\"a\", \"b\", \"kind\"]"))
        .singleElement()
        .asString()
        .startsWith("t.b is required now");
    assertThat(after("[\"a\", \"kind\"]", "[\"kind\"]"))
        .singleElement()
        .asString()
        .startsWith("t.a may be absent now");
  }

  @Test
  void aConstantMoreOrLessIsNamed() throws JsonProcessingException {
    assertThat(after("[\"x\", \"y\"]", "[\"x\", \"y\", \"z\"]"))
        .singleElement()
        .asString()
        .startsWith("t.kind can be \"z\" now");
    assertThat(after("[\"x\", \"y\"]", "[\"x\"]"))
        .singleElement()
        .asString()
        .startsWith("t.kind can no more be \"y\"");
  }

  @Test
  void aRecordTypeLessIsNamedAndOneMoreIsFine() throws JsonProcessingException {
    var two =
        JSON.readTree(
            """
            {"title": "t", "anyOf": [{"$ref": "#/$defs/A-2"}, {"$ref": "#/$defs/B"}],
             "$defs": {"A-1": {"type": "object", "properties": {"a": {"type": "string"}}},
                       "A-2": {"$ref": "#/$defs/A-1", "properties": {"type": {"const": "a"}}},
                       "B": {"type": "object"}}}
            """);
    var one =
        JSON.readTree(
            """
            {"title": "t", "anyOf": [{"$ref": "#/$defs/A"}],
             "$defs": {"A": {"type": "object", "properties": {"a": {"type": "string"}}}}}
            """);

    assertThat(SchemaChange.between(one, two)).isEmpty();
    assertThat(SchemaChange.between(two, one))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).startsWith("record type B is gone"))
        .anySatisfy(each -> assertThat(each).startsWith("A.type is gone"));
  }

  private static List<String> after(String before, String after) throws JsonProcessingException {
    JsonNode today = JSON.readTree(RELEASED.replace(before, after));
    return SchemaChange.between(JSON.readTree(RELEASED), today);
  }
}
