package io.viatra.chat.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.openapi.BodyForm;
import io.viatra.chat.ingest.openapi.Promised;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad HTTP, to every call of the contract, over sockets that hide nothing of it.
class HttpBadInputIT {
  private static final int BODY_MAX = 64 * 1024;
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final Duration SLOW_MAX = Duration.ofSeconds(30);
  private static RawCalls calls;

  @BeforeAll
  static void open() throws Exception {
    calls = new RawCalls();
  }

  @AfterEach
  void othersChatOn() {
    assertThat(calls.othersChat()).isTrue();
  }

  static List<String> targets() {
    return calls.calls();
  }

  static List<String> bodies() {
    return BodyForm.all().stream().map(calls::target).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void anAmbiguousLengthIs400AndCloses(String target) throws Exception {
    for (var lengths :
        List.of(
            "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 2\r\nContent-Length: 2\r\n",
            "Content-Length: 2\r\nContent-Length: 3\r\n",
            "Content-Length: -2\r\n",
            "Content-Length: +2\r\n")) {
      // That it can be read to its end shows that the server has closed.
      var answer = calls.raw().sendAndHold(calls.head(target, JSON + lengths) + "{}");
      assertThat(answer).as(lengths).startsWith("HTTP/1.1 400");
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aMissingOrDoubleHostIs400(String target) throws Exception {
    var bearer = "Authorization: Bearer " + calls.token() + "\r\n";
    for (var hosts : List.of("", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n")) {
      var status = calls.raw().status(target + " HTTP/1.1\r\n" + hosts + bearer + "\r\n");
      assertThat(status).as(hosts).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void headersOverTheirLimitsAreRefusedAndClose(String target) throws Exception {
    for (var headers :
        List.of("X-Long: " + "x".repeat(16_400) + "\r\n", "X-N: 1\r\n".repeat(101))) {
      var answer = calls.raw().sendAndHold(calls.head(target, headers));
      assertThat(answer).containsAnyOf("HTTP/1.1 400", "HTTP/1.1 431");
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void traceAndUnknownMethodsAre405(String target) throws Exception {
    for (var method : List.of("TRACE", "BREW", "PROPFIND", "CONNECT")) {
      var other = method + target.substring(target.indexOf(' '));
      assertThat(calls.raw().status(calls.head(other, ""))).as(method).isEqualTo(405);
    }
  }

  @Test
  void anIdThatCannotBeReadIs404() throws Exception {
    for (var call : Promised.calls()) {
      for (var id :
          call.contains("{") ? List.of("%00", "%ff", "a%2fb", "%c0%80") : List.<String>of()) {
        var target =
            calls.target(call.replaceAll("\\{[^}]+}$", id).replaceAll("\\{[^}]+}(?=/)", id));
        assertThat(calls.raw().status(calls.head(target, ""))).as(target).isEqualTo(404);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyOverTheLimitIs413PlainOrChunked(String target) throws Exception {
    var body = "{\"x\":\"" + "x".repeat(BODY_MAX) + "\"}";
    assertThat(RawCalls.outcome(calls.answer(target, body))).isEqualTo("413 TOO_LARGE");

    var chunks = ("1000\r\n" + "x".repeat(4_096) + "\r\n").repeat(17) + "0\r\n\r\n";
    var chunked = calls.head(target, JSON + "Transfer-Encoding: chunked\r\n") + chunks;
    assertThat(RawCalls.outcome(calls.raw().send(chunked))).isEqualTo("413 TOO_LARGE");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatIsNotPlainJsonIs415(String target) throws Exception {
    for (var headers :
        List.of(
            "",
            "Content-Type: text/plain\r\n",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "Content-Type: application/json;charset=utf-16\r\n",
            JSON + "Content-Encoding: gzip\r\n")) {
      var request = calls.head(target, headers + "Content-Length: 2\r\n") + "{}";
      assertThat(calls.raw().status(request)).as(headers).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aRepeatedQueryKeyIs400(String target) throws Exception {
    for (var query : List.of("?limit=1&limit=1", "?limit=1&%6Cimit=2", "?a&a")) {
      assertThat(calls.raw().status(calls.head(target + query, ""))).as(query).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void anUnlistedOriginIs403(String target) throws Exception {
    for (var origin : List.of("https://evil.example", "null", "http://h.evil.example")) {
      var request = calls.head(target, "Origin: " + origin + "\r\n");
      assertThat(RawCalls.outcome(calls.raw().send(request))).isEqualTo("403 FORBIDDEN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-User-Id", "X-Forwarded-User", "X-Forwarded-For", "Forwarded"})
  void forgedHeadersMakeNobodyElseOfTheCaller(String header) throws Exception {
    var target = calls.target("POST /api/v1/chat/conversations/{id}/messages");
    var body = "{\"content\":\"it is me\"}";
    var request =
        calls.head(target, JSON + header + ": eve\r\nContent-Length: " + body.length() + "\r\n");
    var answer = calls.raw().send(request + body);
    assertThat(answer).startsWith("HTTP/1.1 201").contains("\"senderId\":\"ana-");
    assertThat(answer).doesNotContain("eve");
  }

  @Test
  void aByteASecondIsCutOffWhileOthersChat() throws Exception {
    var post = calls.target("POST /api/v1/chat/conversations/{id}/messages");
    var beginnings =
        Stream.of(
                post + " HTTP/1.1\r\nX-Slow: ",
                calls.head(post, JSON + "Content-Length: 60000\r\n"),
                calls.head(post, JSON + "Transfer-Encoding: chunked\r\n") + "F000\r\n")
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> cut = new ArrayList<>();
      for (var beginning : beginnings) {
        Callable<Duration> dripping = () -> drip(beginning);
        cut.add(threads.submit(dripping));
      }
      assertThat(calls.othersChat()).isTrue();
      for (var each : cut) {
        assertThat(each.get()).isLessThan(SLOW_MAX);
      }
    }
  }

  /// Sends a beginning and then a byte a second, until the server ends it.
  private static Duration drip(String beginning) throws IOException {
    long start = System.nanoTime();
    try (var socket = calls.raw().open()) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
      while (lasted(start).compareTo(SLOW_MAX) < 0 && !ended(socket)) {
        socket.getOutputStream().write('x');
      }
    } catch (IOException e) {
      // A reset is an end as well.
      return lasted(start);
    }
    return lasted(start);
  }

  /// Waits a second for the end of the stream.
  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static Duration lasted(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
