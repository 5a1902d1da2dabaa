package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.handlers.PathHandler;
import io.viatra.chat.runtime.http.HttpServer;
import io.viatra.chat.runtime.http.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad HTTP at the endpoint, behind the very listener that the edge has.
class HttpIT {
  private static final String GREETING = "/engine.io/?EIO=4&transport=polling";
  private static EngineIoServer engine;
  private static HttpServer server;
  private static int port;

  @RegisterExtension final Bystander bystander = new Bystander(() -> port);

  @BeforeAll
  static void start() {
    EngineIoSettings settings = EngineIoSettings.DEFAULTS.withCorsOrigins(Set.of("https://app"));
    engine = new EngineIoServer(settings, Echo::new, ProtocolMetrics.NONE);
    server =
        HttpServer.open(
            new HttpSettings("127.0.0.1", 0, Set.of(), 64 * 1024, 100, Duration.ofSeconds(1)),
            new PathHandler().addPrefixPath("/engine.io", engine));
    port = server.port();
  }

  @AfterAll
  static void stop() {
    engine.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Content-Length: 2\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -2"
      })
  void anAmbiguousLengthIs400AndCloses(String headers) throws IOException {
    RawPolling client = RawPolling.open(port);
    String request = "POST " + client.target() + " HTTP/1.1\r\nHost: h\r\n" + headers;
    refusesAndCloses(request + "\r\n\r\n4a", 400);
    client.post("4fine");
    assertThat(client.polled().body()).isEqualTo("4fine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"})
  void aMissingOrDoubleHostIs400(String hosts) throws IOException {
    try (RawHttp http = RawHttp.connect(port)) {
      http.write(Frames.utf8("GET " + GREETING + " HTTP/1.1\r\n" + hosts + "\r\n"));
      assertThat(http.answer().status()).isEqualTo(400);
    }
  }

  @Test
  void headersOverTheLimitAreRefusedAndClose() throws IOException {
    String request = "GET " + GREETING + " HTTP/1.1\r\nHost: h\r\nX-Long: ";
    refusesAndCloses(request + "x".repeat(17 * 1024) + "\r\n\r\n", 400, 431);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "BREW", "PROPFIND"})
  void traceAndUnknownMethodsAre405(String method) throws IOException {
    RawPolling client = RawPolling.open(port);
    for (String target : new String[] {GREETING, client.target()}) {
      RawHttp.Answer answer = RawHttp.once(port, method, target, "Origin: https://app");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers())
          .containsEntry("allow", "GET, POST, OPTIONS")
          .containsEntry("access-control-allow-origin", "https://app");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"&EIO=4", "&transport=polling", "&x=1&x=2", "&sid=a&sid=b"})
  void aRepeatedQueryKeyIs400(String more) throws IOException {
    RawHttp.Answer answer = RawHttp.once(port, "GET", GREETING + more);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil", "null", "https://app.evil", "https://app:8443"})
  void anUnlistedOriginIs403AndMayNotReadWhy(String origin) throws IOException {
    RawPolling client = RawPolling.open(port);
    for (String target : new String[] {GREETING, client.target()}) {
      for (String method : new String[] {"GET", "OPTIONS"}) {
        RawHttp.Answer answer = RawHttp.once(port, method, target, "Origin: " + origin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"code\":4");
        assertThat(answer.headers())
            .containsEntry("vary", "Origin")
            .doesNotContainKey("access-control-allow-origin");
      }
    }
    String[] upgrade = RawWebSocket.upgrade("Origin: " + origin);
    assertThat(RawHttp.once(port, "GET", RawWebSocket.ENGINE, upgrade).status()).isEqualTo(403);
  }

  @Test
  void aListedOriginMayReadEveryAnswerWithCredentials() throws IOException {
    for (String target : new String[] {GREETING, GREETING + "&sid=nobody", "/engine.io/?EIO=3"}) {
      assertThat(RawHttp.once(port, "GET", target, "Origin: https://app").headers())
          .containsEntry("access-control-allow-origin", "https://app")
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("vary", "Origin");
    }
  }

  @Test
  void aBodyOverTheLimitIs413PlainAndChunked() throws IOException {
    RawPolling client = RawPolling.open(port);
    assertThat(client.post("4" + "x".repeat(64 * 1024)).status()).isEqualTo(413);
    try (RawHttp post = RawHttp.connect(port)) {
      post.send("POST", client.target(), "Transfer-Encoding: chunked");
      post.write(Frames.utf8("11000\r\n" + "4".repeat(0x11000) + "\r\n0\r\n\r\n"));
      assertThat(post.answer().status()).isEqualTo(413);
    }
    client.post("4fine");
    assertThat(client.polled().body()).isEqualTo("4fine");
  }

  private static void refusesAndCloses(String request, Integer... statuses) throws IOException {
    try (RawHttp http = RawHttp.connect(port)) {
      http.write(Frames.utf8(request));
      assertThat(http.answer().status()).isIn((Object[]) statuses);
      assertThat(http.in().read()).isEqualTo(-1);
    }
  }

  private record Echo(EngineIoSocket socket) implements EngineIoListener {
    @Override
    public void onText(String text) {
      socket.send(EncodedMessage.text(text));
    }

    @Override
    public void onBinary(byte[] data) {
      socket.send(EncodedMessage.binary(data));
    }

    @Override
    public void onClose(CloseReason reason) {}
  }
}
