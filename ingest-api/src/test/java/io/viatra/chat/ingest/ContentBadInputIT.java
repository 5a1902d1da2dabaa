package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import io.viatra.chat.ingest.openapi.BodyForm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people may say and how things may be called, on every call that takes such a text.
class ContentBadInputIT {
  private static final String ATTACHED =
      "{\"content\":\"look\",\"attachment\":{\"url\":%s,\"name\":\"x\",\"size\":1,\"mimeType\":\"a/b\"}}";

  private RawCalls calls;
  private String answered = "";

  @BeforeEach
  void open() throws Exception {
    calls = new RawCalls();
  }

  @AfterEach
  void othersChatOn() {
    assertThat(calls.othersChat()).isTrue();
  }

  static List<BodyForm> contents() {
    return taking("content");
  }

  static List<BodyForm> names() {
    return taking("name");
  }

  private static List<BodyForm> taking(String field) {
    var forms =
        BodyForm.all().stream().filter(form -> form.fields("string").contains(field)).toList();
    assertThat(forms).hasSizeGreaterThan(1);
    return forms;
  }

  @ParameterizedTest
  @MethodSource("contents")
  void contentThatNobodyCanSeeOrThatHarmsIsInvalid(BodyForm form) throws Exception {
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
      assertThat(outcome(form, "content", text)).as(escaped(text)).isEqualTo("400 INVALID");
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void contentIsCountedInCodePoints(BodyForm form) throws Exception {
    for (var point : List.of("a", "ü", "😀")) {
      assertThat(outcome(form, "content", point.repeat(4_000))).startsWith("20");
      assertThat(outcome(form, "content", point.repeat(4_001))).isEqualTo("413 TOO_LARGE");
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void whatIsSaidIsStoredVerbatim(BodyForm form) throws Exception {
    var family = "👨‍👩‍👧‍👦";
    for (var text :
        List.of(
            "<script>alert(1)</script><img src=x onerror=y>",
            "'; DROP TABLE messages; -- \\' \" %s {0}",
            "${jndi:ldap://127.0.0.1/x} #{7*7} {{7*7}}",
            "a\r\nX-Forged: 1\r\n\r\nHTTP/1.1 200 OK",
            "\ttab",
            " kept \u200b",
            "e\u0301 ≠ é",
            "\u202eright to left",
            family.repeat(4_000 / family.codePointCount(0, family.length())))) {
      assertThat(outcome(form, "content", text)).as(escaped(text)).startsWith("20");
      assertThat(read("content")).contains(text);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsHeldToTheSame(BodyForm form) throws Exception {
    for (var text : List.of("", " ", "\u200b", "a\u0001", "x".repeat(256))) {
      assertThat(outcome(form, "name", text)).as(escaped(text)).isEqualTo("400 INVALID");
    }
  }

  @Test
  void systemMessagesAreTheServersOwn() throws Exception {
    var body = "{\"content\":\"a\",\"messageType\":\"system\"}";
    assertThat(RawCalls.outcome(send(body))).isEqualTo("403 FORBIDDEN");
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
        "https://x\u0000",
        "ftp://x"
      })
  void anAddressOfAnotherSchemeIsInvalid(String url) throws Exception {
    var body = ATTACHED.formatted(new TextNode(url));
    assertThat(RawCalls.outcome(send(body))).isEqualTo("400 INVALID");
    var patch = calls.target("PATCH /api/v1/chat/conversations/{id}");
    var picture = "{\"avatarUrl\":" + new TextNode(url) + "}";
    assertThat(RawCalls.outcome(calls.answer(patch, picture))).isEqualTo("400 INVALID");
  }

  @Test
  void nobodyFetchesAnAttachment() throws Exception {
    var asked = new AtomicInteger();
    var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    site.start();
    try {
      var url = "http://127.0.0.1:" + site.getAddress().getPort() + "/x.png";
      assertThat(RawCalls.outcome(send(ATTACHED.formatted(new TextNode(url))))).isEqualTo("201");
      assertThat(read("attachment/url")).contains(url);
      assertThat(asked).hasValue(0);
    } finally {
      site.stop(0);
    }
  }

  @Test
  void aReplyToAMessageOfAnotherConversationIsNotFound() throws Exception {
    var fixture = SharedIngest.get();
    var ana = fixture.as(user("ana"));
    var here = ana.group(user("ben"));
    var there = ana.say(ana.group(user("ben")), "there").at("/message/id").asText();
    var foreign = new RawCalls().target("DELETE /api/v1/chat/messages/{id}").split("/messages/", 2);
    for (var id : List.of(there, foreign[1], UUID.randomUUID().toString(), "nonsense", "")) {
      var reply =
          ana.post(
              "/conversations/" + here + "/messages", "{'content':'a','replyToId':'" + id + "'}");
      assertThat(reply.status()).as(id).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("NOT_FOUND");
    }
  }

  private String send(String body) throws IOException {
    answered = calls.answer(calls.target("POST /api/v1/chat/conversations/{id}/messages"), body);
    return answered;
  }

  /// Without the id of the example, for the same id with other content is a conflict.
  private String outcome(BodyForm form, String field, String text) throws IOException {
    var body = form.with(field, new TextNode(text)).replace("\"clientMessageId\"", "\"x\"");
    answered = calls.answer(calls.target(form), body);
    return RawCalls.outcome(answered);
  }

  /// That field of all messages of the caller's conversation, once what was answered last is there.
  private List<String> read(String field) throws Exception {
    var token = answered.split("(?i)X-Chat-Token: ", 2)[1].split("\r\n", 2)[0];
    var page =
        SharedIngest.get()
            .anonymous()
            .with("Authorization", "Bearer " + calls.token())
            .with("X-Chat-Token", token)
            .get("/conversations/" + calls.conversation() + "/messages");
    return page.at("/messages").valueStream().map(m -> m.at("/" + field).asText()).toList();
  }

  private static String escaped(String text) {
    return new TextNode(text).toString();
  }
}
