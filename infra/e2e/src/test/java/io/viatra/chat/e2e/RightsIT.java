package io.viatra.chat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call and every event that names a conversation or a message, by everybody: the owner, an
/// admin, a member, one who was removed and one who never was in. To the last two, what is not
/// theirs answers with the bytes of what does not exist.
class RightsIT {
  private static final String CHAT = "/api/v1/chat";
  private static final List<String> INSIDE = List.of("owner", "admin", "member");
  private static final List<String> OUTSIDE = List.of("removed", "outsider");

  /// Any success; which one it is, is other tests' business.
  private static final int OK = 200;

  @TempDir private Path data;

  private final Map<String, Onlooker> people = new LinkedHashMap<>();
  private String group = "";
  private String said = "";

  /// One call, and what it answers the owner, an admin and a member.
  private record Call(
      String method, String path, @Nullable String body, int owner, int admin, int member) {
    int expected(String role) {
      return switch (role) {
        case "owner" -> owner;
        case "admin" -> admin;
        case "member" -> member;
        default -> 404;
      };
    }
  }

  @Test
  void everybodyMayWhatTheirRankAllowsAndOutsidersLearnNothing() throws Exception {
    try (var pipeline = Pipeline.start(data)) {
      try {
        settle(pipeline);
        for (var call : calls()) {
          overRest(call);
        }
        for (var event : events().entrySet()) {
          overSockets(event);
        }
        resumes();
        deletions();
      } finally {
        people.values().forEach(Onlooker::close);
      }
    }
  }

  private void settle(Pipeline pipeline) throws Exception {
    for (var role : List.of("owner", "admin", "member", "removed", "outsider")) {
      people.put(role, new Onlooker(pipeline, role));
    }
    var owner = person("owner");
    group = owner.groupWith("admin", "member", "removed");
    var participants = CHAT + "/conversations/" + group + "/participants/";
    owner.rest.patch(participants + "admin", Rest.object().put("role", "admin"));
    owner.rest.delete(participants + "removed");
    person("removed")
        .hears("conversation_removed", c -> c.path("conversationId").asText().equals(group));
    said = say("member");
  }

  /// `{c}` and `{m}` stand for the conversation and a message of the member. Calls that change
  /// something change it to what it is.
  private static List<Call> calls() {
    var c = CHAT + "/conversations/{c}";
    var m = CHAT + "/messages/{m}";
    return List.of(
        new Call("GET", c, null, OK, OK, OK),
        new Call("GET", c + "/messages", null, OK, OK, OK),
        new Call("GET", c + "/messages?around={m}", null, OK, OK, OK),
        new Call("GET", c + "/changes?since=0", null, OK, OK, OK),
        new Call("POST", c + "/messages", "{'content':'hello'}", OK, OK, OK),
        new Call("POST", c + "/read", "{'upToSeq':1}", OK, OK, OK),
        new Call("PATCH", c, "{'name':'Ward 7'}", OK, OK, 403),
        new Call("PUT", c + "/settings", "{'pinned':false}", OK, OK, OK),
        new Call("POST", c + "/participants", "{'userIds':['member']}", OK, OK, 403),
        new Call("DELETE", c + "/participants/nobody", null, OK, OK, 403),
        new Call("DELETE", c + "/participants/removed", null, OK, OK, 403),
        new Call("PATCH", c + "/participants/member", "{'role':'member'}", OK, 403, 403),
        new Call("PATCH", m, "{'content':'said'}", 403, 403, OK),
        new Call("PUT", m + "/reactions/%F0%9F%91%8D", "{}", OK, OK, OK),
        new Call("DELETE", m + "/reactions/%F0%9F%91%8D", null, OK, OK, OK),
        new Call("GET", m + "/receipts", null, OK, OK, OK));
  }

  /// Events with what they carry besides the conversation.
  private static Map<String, String> events() {
    var events = new LinkedHashMap<String, String>();
    events.put("join_conversation", "{}");
    events.put("typing_start", "{}");
    events.put("typing_stop", "{}");
    events.put("send_message", "{'content':'hello'}");
    events.put("mark_delivered", "{'upToSeq':1}");
    events.put("mark_read", "{'upToSeq':1}");
    events.put("react", "{'messageId':'{m}','emoji':'👍'}");
    events.put("edit_message", "{'messageId':'{m}','content':'said'}");
    events.put("leave_conversation", "{}");
    return events;
  }

  private void overRest(Call call) throws Exception {
    for (var role : people.keySet()) {
      var answer = ask(role, call, group, said);
      assertThat(answer.status()).as(role + ": " + call).isEqualTo(call.expected(role));
    }
    for (var role : OUTSIDE) {
      var theirs = ask(role, call, group, said);
      var nothing = ask(role, call, UUID.randomUUID().toString(), UUID.randomUUID().toString());
      assertThat(theirs.text()).as(role + ": " + call).isEqualTo(nothing.text());
    }
  }

  private record Answer(int status, String text) {}

  private Answer ask(String role, Call call, String conversation, String message)
      throws IOException, InterruptedException {
    var rest = person(role).rest;
    var path = call.path().replace("{c}", conversation).replace("{m}", message);
    var body = call.body() == null ? Rest.object() : object(call.body());
    try {
      switch (call.method()) {
        case "GET" -> rest.get(path);
        case "POST" -> rest.post(path, body);
        case "PUT" -> rest.put(path, body);
        case "PATCH" -> rest.patch(path, body);
        default -> rest.delete(path);
      }
      return new Answer(OK, "");
    } catch (Rest.UnexpectedAnswer refused) {
      var id = Rest.read(refused.body()).at("/error/requestId").asText();
      return new Answer(refused.status(), refused.body().replace(id, ""));
    }
  }

  private void overSockets(Map.Entry<String, String> event) throws Exception {
    for (var role : INSIDE) {
      var refused = event.getKey().equals("edit_message") && !role.equals("member");
      var answer = person(role).emit(event.getKey(), payload(event.getValue(), group, said));
      assertThat(answer.path("ok").asBoolean())
          .as(role + ": " + event + answer)
          .isNotEqualTo(refused);
      if (refused) {
        assertThat(answer.at("/error/code").asText()).isEqualTo("FORBIDDEN");
      }
    }
    for (var role : OUTSIDE) {
      var theirs = person(role).emit(event.getKey(), payload(event.getValue(), group, said));
      var nothing =
          person(role)
              .emit(
                  event.getKey(),
                  payload(
                      event.getValue(),
                      UUID.randomUUID().toString(),
                      UUID.randomUUID().toString()));
      assertThat(theirs.at("/error/code").asText()).as(role + ": " + event).isEqualTo("NOT_FOUND");
      assertThat(theirs).as(role + ": " + event).isEqualTo(nothing);
    }
  }

  /// The one event that answers outsiders as if they had named nothing.
  private void resumes() throws Exception {
    for (var role : INSIDE) {
      assertThat(resumed(role, group).at("/conversations/" + group).asLong()).isPositive();
    }
    for (var role : OUTSIDE) {
      assertThat(resumed(role, group)).isEqualTo(resumed(role, UUID.randomUUID().toString()));
      assertThat(person(role).heard())
          .noneMatch(heard -> heard.event().equals("resync_required"))
          .noneMatch(heard -> heard.payload().path("id").asText().equals(said));
    }
  }

  private JsonNode resumed(String role, String conversationId) throws Exception {
    var body = Rest.object();
    body.putObject("conversations").put(conversationId, 1);
    return person(role).emit("resume", body);
  }

  /// A deletion can't be repeated by the next one, so each has a message of its own.
  private void deletions() throws Exception {
    var expected = new ArrayList<>(List.of(OK, OK, 403, 404, 404));
    for (var role : people.keySet()) {
      said = say(role.equals("member") ? "owner" : "member");
      var delete = new Call("DELETE", CHAT + "/messages/{m}", null, OK, OK, 403);
      assertThat(ask(role, delete, group, said).status())
          .as(role)
          .isEqualTo(expected.removeFirst());
      said = say(role.equals("member") ? "owner" : "member");
      var answer = person(role).emit("delete_message", payload("{'messageId':'{m}'}", group, said));
      var code = answer.at("/error/code").asText();
      assertThat(code)
          .as(role)
          .isEqualTo(
              OUTSIDE.contains(role) ? "NOT_FOUND" : role.equals("member") ? "FORBIDDEN" : "");
    }
  }

  /// Returns when the read model has it: how long others wait for what is late is not the matter
  /// here.
  private String say(String role) throws Exception {
    var rest = person(role).rest;
    var id =
        rest.post(
                CHAT + "/conversations/" + group + "/messages",
                Rest.object().put("content", "said"))
            .at("/message/id")
            .asText();
    Awaitility.await("the read model has it")
        .ignoreExceptionsInstanceOf(Rest.UnexpectedAnswer.class)
        .until(() -> rest.get(CHAT + "/messages/" + id + "/receipts").has("delivered"));
    return id;
  }

  private Onlooker person(String role) {
    return Objects.requireNonNull(people.get(role), role);
  }

  private static ObjectNode payload(String fields, String conversation, String message)
      throws IOException {
    return object(fields.replace("{m}", message)).put("conversationId", conversation);
  }

  private static ObjectNode object(String json) throws IOException {
    return (ObjectNode) Rest.read(json.replace('\'', '"'));
  }
}
