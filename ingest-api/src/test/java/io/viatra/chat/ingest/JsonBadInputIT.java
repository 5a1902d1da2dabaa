package io.viatra.chat.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.viatra.chat.ingest.openapi.BodyForm;
import io.viatra.chat.testkit.BadJson;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad JSON, to every call that takes a body. Each document is one that the call takes, with one
/// flaw in a field that it does not even know.
class JsonBadInputIT {
  private static RawCalls calls;

  @BeforeAll
  static void open() throws Exception {
    calls = new RawCalls();
  }

  @AfterEach
  void othersChatOn() {
    assertThat(calls.othersChat()).isTrue();
  }

  static List<BodyForm> forms() {
    return BodyForm.all();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void badJsonIsInvalidEverywhereAndOthersChatOn(BodyForm form) throws Exception {
    for (var each : BadJson.of(form.good().toString()).entrySet()) {
      assertThat(outcome(form, each.getValue())).as(each.getKey()).isEqualTo("400 INVALID");
      assertThat(calls.othersAct()).as("after " + each.getKey()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nothingIsTakenForAnotherType(BodyForm form) throws Exception {
    for (var field : form.fields("integer")) {
      for (var value : List.of(new DoubleNode(1.9), new TextNode("10"), BooleanNode.TRUE)) {
        refuses(form, field, value);
      }
    }
    for (var field : form.fields("string")) {
      refuses(form, field, new IntNode(7));
    }
    for (var field : form.fields("boolean")) {
      refuses(form, field, new TextNode("true"));
    }
  }

  private static void refuses(BodyForm form, String field, JsonNode value) throws Exception {
    var outcome = outcome(form, form.with(field, value).getBytes(UTF_8));
    assertThat(outcome).as(field + " = " + value).isEqualTo("400 INVALID");
  }

  @Test
  void unknownFieldsAreIgnoredAndNotStored() throws Exception {
    var target = calls.target("POST /api/v1/chat/conversations/{id}/messages");
    var body = "{\"content\":\"known\",\"senderId\":\"eve\",\"canary\":{\"a\":[1]}}";
    assertThat(RawCalls.outcome(calls.answer(target, body))).isEqualTo("201");

    var page =
        calls
            .raw()
            .send(calls.head(calls.target("GET /api/v1/chat/conversations/{id}/messages"), ""));
    assertThat(page).doesNotContain("canary", "eve");
  }

  private static String outcome(BodyForm form, byte[] body) throws Exception {
    return RawCalls.outcome(calls.answer(calls.target(form), body));
  }
}
