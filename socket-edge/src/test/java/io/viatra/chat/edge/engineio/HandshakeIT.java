package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.socketio.ProtocolEchoServer;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeIT {
  private static ProtocolEchoServer server;
  private static int port;

  @BeforeAll
  static void start() {
    server = ProtocolEchoServer.start(ProtocolEchoServer.SUITE);
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  EIO=4&transport=abc,                          400, 0",
    "GET,  EIO=4,                                        400, 0",
    "GET,  EIO=4&transport=__proto__,                    400, 0",
    "GET,  transport=polling,                            400, 5",
    "GET,  EIO=3&transport=polling,                      400, 5",
    "GET,  EIO=abc&transport=websocket,                  400, 5",
    "GET,  EIO=4&transport=polling&sid=nobody,           400, 1",
    "POST, EIO=4&transport=polling&sid=__proto__,        400, 1",
    "POST, EIO=4&transport=polling,                      400, 2",
    "PUT,  EIO=4&transport=polling,                      400, 2",
    "GET,  EIO=4&transport=websocket,                    400, 3",
    "GET,  EIO=4&transport=polling&transport=websocket,  400, 3"
  })
  void aBadRequestGetsItsCodeAndCors(String method, String query, int status, int code)
      throws IOException {
    RawHttp.Answer answer =
        RawHttp.once(
            port, method, "/engine.io/?" + query, "Origin: http://page", "Content-Length: 0");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"code\":" + code + ",\"message\":\"");
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("content-type", "application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "EIO=4&transport=websocket&sid=nobody, 1",
    "EIO=4&transport=abc,                  0",
    "EIO=3&transport=websocket,            5",
    "transport=websocket,                  5"
  })
  void aWebSocketIsRefusedBeforeItOpens(String query, int code) throws IOException {
    RawHttp.Answer answer =
        RawHttp.once(port, "GET", "/engine.io/?" + query, RawWebSocket.upgrade());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":" + code);
  }

  @Test
  void anotherWebSocketVersionIsToldTheRightOne() throws IOException {
    RawHttp.Answer answer =
        RawHttp.once(
            port,
            "GET",
            RawWebSocket.ENGINE,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 8",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.headers()).containsEntry("sec-websocket-version", "13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Key: c2hvcnQ=", "Sec-WebSocket-Key: ???", "X-No: key"})
  void aWebSocketWithoutAProperKeyIsRefused(String header) throws IOException {
    RawHttp.Answer answer =
        RawHttp.once(
            port,
            "GET",
            RawWebSocket.ENGINE,
            "Upgrade: websocket",
            "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Version: 13",
            header);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void theOpenPacketOfAWebSocketOffersNoUpgrade() throws IOException {
    try (RawWebSocket socket = RawWebSocket.open(port, RawWebSocket.ENGINE)) {
      assertThat(socket.next().text())
          .matches(
              "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[],\"pingInterval\":300,"
                  + "\"pingTimeout\":200,\"maxPayload\":1000000}");
    }
  }

  /// Native Flutter, unless the application names its transports.
  @Test
  void aWebSocketThatCallsItselfPollingLivesAndChats() throws IOException {
    String target = "/socket.io/?EIO=4&transport=polling&t=x";
    try (RawWebSocket socket = RawWebSocket.open(port, target)) {
      assertThat(socket.next().text()).startsWith("0{").contains("\"upgrades\":[]");
      socket.text("40{\"token\":\"t\"}");
      assertThat(socket.message()).startsWith("40{\"sid\":");
      assertThat(socket.message()).isEqualTo("42[\"auth\",{\"token\":\"t\"}]");
      for (int beat = 0; beat < 3; beat++) {
        assertThat(socket.next().text()).isEqualTo("2");
        socket.text("3");
      }
      socket.text("427[\"message-with-ack\",1]");
      assertThat(socket.message()).isEqualTo("437[1]");
    }
  }

  @Test
  void framesThatComeTogetherWithTheRequestAreRead() throws IOException {
    try (RawHttp http = RawHttp.connect(port)) {
      String request =
          "GET "
              + RawWebSocket.ENGINE
              + " HTTP/1.1\r\nHost: here\r\n"
              + String.join("\r\n", RawWebSocket.upgrade())
              + "\r\n\r\n";
      http.write(Frames.join(Frames.utf8(request), Frames.text("4early")));
      assertThat(http.answer().status()).isEqualTo(101);
      http.in().skipNBytes(2);
      byte[] all = new byte[1];
      StringBuilder text = new StringBuilder();
      while (text.indexOf("4early") < 0) {
        http.in().readFully(all);
        text.append((char) all[0]);
      }
    }
  }

  @Test
  void aPreflightIsAnswered() throws IOException {
    RawHttp.Answer answer =
        RawHttp.once(port, "OPTIONS", RawWebSocket.ENGINE, "Origin: http://page");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers()).containsKey("access-control-allow-methods");
  }

  @Test
  void onlyListedOriginsAndTheOwnMayConnect() throws IOException {
    try (ProtocolEchoServer strict =
        ProtocolEchoServer.start(
            ProtocolEchoServer.SUITE.withEngine(
                ProtocolEchoServer.SUITE.engine().withCorsOrigins(Set.of("https://app"))))) {
      RawHttp.Answer refused =
          RawHttp.once(
              strict.port(), "GET", "/engine.io/?EIO=4&transport=websocket", "Origin: https://bad");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).startsWith("{\"code\":4");
      assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
      for (String origin : new String[] {"https://app", "http://here"}) {
        RawWebSocket.open(strict.port(), RawWebSocket.ENGINE, "Origin: " + origin).close();
      }
      RawWebSocket.open(strict.port(), RawWebSocket.ENGINE).close();
    }
  }
}
