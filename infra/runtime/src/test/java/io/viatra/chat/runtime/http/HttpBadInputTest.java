package io.viatra.chat.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.RawHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of the promises' "HTTP" section, against a real listener.
class HttpBadInputTest {
  private static final int BODY_MAX = 64 * 1024;
  private static HttpServer server;
  private static ApiHandler api;
  private static RawHttp raw;

  @BeforeAll
  static void open() {
    Router router =
        Router.builder()
            .get("/things/{id}", request -> echo("id", request.path("id")))
            .post("/things", request -> echo("keys", Integer.toString(request.json().size())))
            .put("/things/{id}/mark", request -> Answer.empty(204))
            .get(
                "/boom",
                request -> {
                  throw new IllegalStateException("canary");
                })
            .build();
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1", 0, Set.of("https://app.example"), BODY_MAX, 100, Duration.ofSeconds(1));
    api = new ApiHandler(router, settings, Set.of("X-Own"), new Metrics("test"));
    server = HttpServer.open(settings, api);
    raw = new RawHttp(server.port());
  }

  @AfterAll
  static void close() {
    server.close();
    api.close();
  }

  @Test
  void aGoodRequestIsAnsweredWithItsId() throws Exception {
    String answer = raw.send(get("/things/a%20b?x=1", "X-Request-Id: abc-1"));
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("{\"id\":\"a b\"}", "X-Request-Id: abc-1");
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    String body = "{\"a\":\"" + "x".repeat(BODY_MAX) + "\"}";
    assertThat(raw.send(post(body, "application/json")))
        .startsWith("HTTP/1.1 413")
        .contains("TOO_LARGE");
  }

  @Test
  void aBodyAtTheLimitIsRead() throws Exception {
    String body = "{\"a\":\"" + "x".repeat(BODY_MAX - 8) + "\"}";
    assertThat(raw.status(post(body, "application/json"))).isEqualTo(200);
  }

  @Test
  void aChunkedBodyOverTheLimitIs413() throws Exception {
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      chunks.append("400\r\n").append("x".repeat(1024)).append("\r\n");
    }
    String head =
        lines(
            "POST /things HTTP/1.1",
            "Host: h",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "",
            "");
    assertThat(raw.send(head + chunks + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Content-Length: 2\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -2",
        "Content-Length: 2, 2",
        "Content-Length: +2",
        "Content-Length: x",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity"
      })
  void anAmbiguousLengthIs400AndCloses(String headers) throws Exception {
    String request =
        "POST /things HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + headers
            + "\r\n\r\n{}";
    assertThat(raw.sendAndHold(request)).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"})
  void aMissingOrDoubleHostIs400(String hosts) throws Exception {
    assertThat(raw.status("GET /things/1 HTTP/1.1\r\n" + hosts + "\r\n")).isEqualTo(400);
  }

  @Test
  void headersOverTheLimitAreRefused() throws Exception {
    assertThat(raw.status(get("/things/1", "X-Long: " + "x".repeat(17 * 1024)))).isIn(400, 431);
    assertThat(raw.status(get("/things/1", "X-N: 1\r\n".repeat(101) + "X-Last: 1"))).isIn(400, 431);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "BREW", "PROPFIND"})
  void traceAndUnknownMethodsAre405(String method) throws Exception {
    assertThat(raw.status(method + " /things/1 HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(405);
  }

  @Test
  void aWrongMethodIs405AndNamesTheRightOnes() throws Exception {
    String answer = raw.send("DELETE /things/1 HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/things/%00",
        "/things/%ff",
        "/things/a%2fb",
        "/things/a%2Fb",
        "/things/%c0%80",
        "/things/%e2%82",
        "/things/",
        "/things",
        "/nothing",
        "/things/1/",
        "//things/1",
        "/things/../things/1x/y"
      })
  void anUnreadableOrUnknownPathIs404(String path) throws Exception {
    String method = path.equals("/things") ? "PUT" : "GET";
    int expected = path.equals("/things") ? 405 : 404;
    assertThat(raw.status(method + " " + path + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things/%zz", "/things/%", "/things/ü"})
  void aPathThatIsNoUriIs400(String path) throws Exception {
    assertThat(raw.status(get(path, "X: 1"))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        ""
      })
  void aBodyThatIsNotJsonIs415(String type) throws Exception {
    assertThat(raw.status(post("{}", type))).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/json; charset=UTF-8", "Application/JSON"})
  void jsonIsRecognisedHoweverItIsSpelt(String type) throws Exception {
    assertThat(raw.status(post("{}", type))).isEqualTo(200);
  }

  @Test
  void aCompressedBodyIs415() throws Exception {
    String request =
        lines(
            "POST /things HTTP/1.1",
            "Host: h",
            "Content-Type: application/json",
            "Content-Encoding: gzip",
            "Content-Length: 2",
            "",
            "{}");
    assertThat(raw.status(request)).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=1&%61=2", "a&a", "a=%ff", "a=%zz"})
  void aRepeatedOrUnreadableQueryKeyIs400(String query) throws Exception {
    assertThat(raw.status(get("/things/1?" + query, "X: 1"))).isEqualTo(400);
  }

  @Test
  void malformedJsonIs400WithTheReasonAndWithoutTheInput() throws Exception {
    String answer = raw.send(post("{\"canary\":}", "application/json"));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"INVALID\"").doesNotContain("canary");
  }

  @Test
  void anEmptyBodyWhereOneIsNeededIs400() throws Exception {
    assertThat(raw.status(post("", "application/json"))).isEqualTo(400);
  }

  @Test
  void aRouteWithoutABodyNeedsNoContentType() throws Exception {
    assertThat(raw.status("PUT /things/1/mark HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo(204);
  }

  @Test
  void aBugIs500AndSaysNothing() throws Exception {
    String answer = raw.send(get("/boom", "X: 1"));
    assertThat(answer).startsWith("HTTP/1.1 500").contains("INTERNAL").doesNotContain("canary");
  }

  @Test
  void anUnlistedOriginIs403() throws Exception {
    assertThat(raw.status(get("/things/1", "Origin: https://evil.example"))).isEqualTo(403);
    assertThat(raw.status(get("/things/1", "Origin: null"))).isEqualTo(403);
  }

  @Test
  void aListedOriginAndTheOwnOneAreAnswered() throws Exception {
    assertThat(raw.send(get("/things/1", "Origin: https://app.example")))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: https://app.example");
    assertThat(raw.status(get("/things/1", "Origin: http://h"))).isEqualTo(200);
  }

  @Test
  void errorsCarryTheOriginHeadersToo() throws Exception {
    assertThat(raw.send(get("/nothing", "Origin: https://app.example")))
        .startsWith("HTTP/1.1 404")
        .contains("Access-Control-Allow-Origin: https://app.example");
  }

  @Test
  void aPreflightNamesMethodsAndHeaders() throws Exception {
    String answer =
        raw.send(
            lines(
                "OPTIONS /things HTTP/1.1",
                "Host: h",
                "Origin: https://app.example",
                "Access-Control-Request-Method: POST",
                "",
                ""));
    assertThat(answer)
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Methods: POST", "X-Own");
  }

  @Test
  void aForgedRequestIdIsReplaced() throws Exception {
    assertThat(raw.send(get("/things/1", "X-Request-Id: ${jndi:ldap://x}"))).doesNotContain("jndi");
  }

  @Test
  void garbageIs400() throws Exception {
    assertThat(raw.status("\u0016\u0003\u0001 hello\r\n\r\n")).isIn(400, -1);
  }

  private static Answer echo(String name, String value) {
    return Answer.json(200, JsonNodeFactory.instance.objectNode().put(name, value));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n";
  }

  private static String post(String body, String type) throws IOException {
    return "POST /things HTTP/1.1\r\nHost: h\r\n"
        + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
