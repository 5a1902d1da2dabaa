package io.viatra.chat.edge;

import static io.viatra.chat.edge.ChatSocket.CLOSED;
import static io.viatra.chat.edge.ChatSocket.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.viatra.chat.testkit.BadJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What REST refuses is refused on sockets as well, in every event that clients may say. What is no
/// JSON ends the session; all else gets its answer and the socket stays.
class EventBadInputIT extends OneEdge {
  /// JSON all the same: nothing but its values is wrong.
  private static final Set<String> ANSWERED =
      Set.of(
          "no object", "9223372036854775808", "lone high surrogate", "lone low surrogate", "NUL");

  private TestClient bystander;

  EventBadInputIT() {
    super(50);
  }

  @BeforeEach
  void letThemIn() {
    bothKnow();
    bystander = TestClient.ready(edge, ben);
  }

  @AfterEach
  void othersChatOn() {
    try (var other = bystander) {
      othersAct(other);
    }
  }

  private void othersAct(TestClient other) {
    var said = "{\"conversationId\": \"" + conversation + "\", \"content\": \"still here\"}";
    assertThat(other.call("send_message", said).path("ok").asBoolean()).isTrue();
  }

  static List<EventForm> events() {
    return EventForm.all();
  }

  static List<EventForm> contents() {
    return EventForm.all().stream().filter(e -> e.fields("string").contains("content")).toList();
  }

  static List<EventForm> ids() {
    return EventForm.all().stream().filter(e -> e.example().has("conversationId")).toList();
  }

  /// Packets are read before anybody asks for the event's name, so one event stands for all.
  @Test
  void whatIsNoJsonEndsTheSession() throws Exception {
    var form = events().getFirst();
    for (var each : BadJson.of(form.good(conversation).toString()).entrySet()) {
      try (var socket = ChatSocket.of(edge, ana)) {
        var outcome = outcome(socket.says(form.event(), each.getValue()));
        var expected = ANSWERED.contains(each.getKey()) ? "INVALID" : CLOSED;
        assertThat(outcome).as(each.getKey()).isEqualTo(expected);
      }
      othersAct(bystander);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void badValuesAreInvalidWhereverTheyStand(EventForm form) throws Exception {
    var bad = BadJson.of(form.good(conversation).toString());
    try (var socket = ChatSocket.of(edge, ana)) {
      for (var what : ANSWERED) {
        var outcome = outcome(socket.says(form.event(), bad.getOrDefault(what, new byte[0])));
        assertThat(outcome).as(what).isEqualTo("INVALID");
        othersAct(bystander);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void nothingIsTakenForAnotherType(EventForm form) throws Exception {
    try (var socket = ChatSocket.of(edge, ana)) {
      for (var field : form.fields("integer")) {
        for (var value : List.of(new DoubleNode(1.9), new TextNode("10"), BooleanNode.TRUE)) {
          invalid(socket, form, field, value);
        }
      }
      for (var field : form.fields("string")) {
        invalid(socket, form, field, new IntNode(7));
      }
      for (var field : form.fields("boolean")) {
        invalid(socket, form, field, new TextNode("true"));
      }
      var good = form.good(conversation).toString();
      for (var arguments :
          List.of("7", "null", "[]", good + "," + good, "\"" + conversation + "\"")) {
        assertThat(outcome(socket.says(form.event(), arguments))).isEqualTo("INVALID");
      }
    }
  }

  private void invalid(ChatSocket socket, EventForm form, String field, JsonNode value)
      throws IOException {
    var payload = form.with(conversation, field, value).toString();
    assertThat(outcome(socket.says(form.event(), payload)))
        .as(field + " = " + value)
        .isEqualTo("INVALID");
  }

  @ParameterizedTest
  @MethodSource("contents")
  void contentIsHeldToTheRulesOfRest(EventForm form) throws Exception {
    try (var socket = ChatSocket.of(edge, ana)) {
      for (var text :
          List.of(
              "",
              " ",
              "\n\t\r",
              "\u200b",
              "\u200d\ufeff\u2060",
              "\u00ad\u00a0",
              "\u3164",
              "\u2800",
              "\udb40\udc20",
              "a\u0001",
              "\u001b[31m",
              "\u0007",
              "a\u0000")) {
        invalid(socket, form, "content", new TextNode(text));
      }
      for (var point : List.of("a", "ü", "😀")) {
        var long4001 = form.with(conversation, "content", new TextNode(point.repeat(4_001)));
        assertThat(outcome(socket.says(form.event(), long4001.toString()))).isEqualTo("TOO_LARGE");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "http:///x",
        " https://x",
        "https://x y",
        "https://x\u0001",
        "ftp://x"
      })
  void anAttachmentOfAnotherSchemeIsInvalid(String url) throws Exception {
    var send = contents().stream().filter(e -> e.event().equals("send_message")).findAny();
    try (var socket = ChatSocket.of(edge, ana)) {
      invalid(socket, send.orElseThrow(), "attachment/url", new TextNode(url));
    }
  }

  @Test
  void theLongestContentAndEveryEmojiSequenceIsTakenWhole() throws Exception {
    var family = "👨‍👩‍👧‍👦";
    var text = family.repeat(4_000 / family.codePointCount(0, family.length()));
    var send = contents().stream().filter(e -> e.event().equals("send_message")).findAny();
    var payload = send.orElseThrow().with(conversation, "content", new TextNode(text));
    payload.put("lastSeenSeq", 0);
    try (var socket = ChatSocket.of(edge, ana)) {
      assertThat(socket.says("send_message", payload.toString())).contains(text);
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aMalformedAForeignAndAnUnknownIdAnswerWithTheSameBytes(EventForm form) throws Exception {
    var foreign = UUID.randomUUID();
    router.knows("somebody-else", Samples.state(foreign, 1, 0));
    var answers = new HashSet<String>();
    try (var socket = ChatSocket.of(edge, ana)) {
      for (var id : List.of("1-1-1-1-1", "no-id", "", UUID.randomUUID() + "0", "" + foreign)) {
        var payload = form.with(conversation, "conversationId", new TextNode(id));
        answers.add(socket.says(form.event(), payload.toString()));
      }
    }
    assertThat(answers).hasSize(1);
    assertThat(outcome(answers.iterator().next())).isEqualTo("NOT_FOUND");
  }
}
