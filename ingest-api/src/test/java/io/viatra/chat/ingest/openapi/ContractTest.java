package io.viatra.chat.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That the judge of the integration tests bites.
class ContractTest {
  private static final String READ =
      "/api/v1/chat/conversations/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f/read";
  private static final String GOOD = "{'readSeq':7,'unreadCount':0}";

  @Test
  void aCallAsTheDocumentSaysIsGood() {
    assertThat(problems("POST", READ, "{'upToSeq':7}", 200, GOOD)).isEmpty();
    assertThat(problems("POST", READ, "{'upToSeq':'x'}", 400, error("BAD_SEQ"))).isEmpty();
    assertThat(problems("GET", "/nowhere", null, 404, error("NOT_FOUND"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'readSeq':7}",
        "{'readSeq':'7','unreadCount':0}",
        "{'readSeq':-1,'unreadCount':0}",
        "{'readSeq':7,'unreadCount':0,'more':1}",
        "[]"
      })
  void aWrongAnswerIsSeen(String answer) {
    assertThat(problems("POST", READ, "{'upToSeq':7}", 200, answer)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'upToSeq':'7'}", "{'messageIds':7}"})
  void aRequestThatWasTakenThoughTheDocumentForbidsItIsSeen(String body) {
    assertThat(problems("POST", READ, body, 200, GOOD)).isNotEmpty();
  }

  @Test
  void whatIsNotDocumentedIsSeen() {
    assertThat(problems("POST", READ, "{'upToSeq':7}", 202, GOOD)).as("a status").isNotEmpty();
    assertThat(problems("PUT", READ, "{'upToSeq':7}", 200, GOOD)).as("a call").isNotEmpty();
    assertThat(problems("POST", READ + "?x=1", "{'upToSeq':7}", 200, GOOD))
        .as("a query key")
        .isNotEmpty();
    assertThat(problems("POST", READ, "{'upToSeq':7}", 400, error("CONFLICT")))
        .as("a code that belongs to another status")
        .isNotEmpty();
    assertThat(Contract.problems(call("POST", READ, "{'upToSeq':7}", answered(200, GOOD, "x-new"))))
        .as("a header")
        .isNotEmpty();
  }

  @Test
  void aMissingHeaderIsSeen() {
    var good = GOOD.replace('\'', '"');
    var bare = new Call.Answered(200, Map.of("content-type", List.of("application/json")), good);

    assertThat(Contract.problems(call("POST", READ, "{'upToSeq':7}", bare)))
        .containsExactly("X-Request-Id is missing");
  }

  private static List<String> problems(
      String method, String target, @Nullable String body, int status, String answer) {
    return Contract.problems(call(method, target, body, answered(status, answer, "x-chat-stale")));
  }

  private static Call call(
      String method, String target, @Nullable String body, Call.Answered answered) {
    var text = body == null ? null : body.replace('\'', '"');
    return new Call(method, target, Map.of(), text, answered);
  }

  private static Call.Answered answered(int status, String body, String header) {
    var headers = new TreeMap<String, List<String>>();
    headers.put("content-type", List.of("application/json"));
    headers.put("x-request-id", List.of("r-1"));
    if (status == 200) {
      headers.put(header, List.of("true"));
    }
    return new Call.Answered(status, headers, body.replace('\'', '"'));
  }

  private static String error(String code) {
    return "{'error':{'code':'" + code + "','message':'no','requestId':'r-1'}}";
  }
}
