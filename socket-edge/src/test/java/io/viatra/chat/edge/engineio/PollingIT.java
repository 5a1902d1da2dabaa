package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.viatra.chat.edge.socketio.ProtocolEchoServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Long-polling and the upgrade, request by request. A bystander chats after each.
class PollingIT {
  private static final CountingMetrics METRICS = new CountingMetrics();
  private static ProtocolEchoServer server;
  private static int port;

  private RawWebSocket bystander;
  private RawPolling client;

  @BeforeAll
  static void start() {
    server =
        ProtocolEchoServer.start(
            0,
            ProtocolEchoServer.SUITE.withEngine(
                ProtocolEchoServer.SUITE
                    .engine()
                    .withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60))
                    .withMaxPayloadBytes(64 * 1024)
                    .withIn(new InLimits(Duration.ofMillis(700), 64, 50))),
            METRICS);
    port = server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    bystander = RawWebSocket.opened(port, RawWebSocket.ENGINE);
    client = RawPolling.open(port);
  }

  @AfterEach
  void aBystanderStillChats() throws IOException {
    bystander.text("4still here");
    assertThat(bystander.message()).isEqualTo("4still here");
    bystander.close();
  }

  @Test
  void aPostIsHandledWhollyBeforeItIsAnswered() throws IOException {
    assertThat(client.post("4one\u001e4zwei 😀\u001ebAQIDBA==").body()).isEqualTo("ok");
    assertThat(client.polled().body()).isEqualTo("4one\u001e4zwei 😀\u001ebAQIDBA==");
  }

  @Test
  void aWaitingPollIsAnsweredByWhatIsSent() throws IOException {
    try (RawHttp poll = client.poll()) {
      client.post("4hello");
      RawHttp.Answer answer = poll.answer();
      assertThat(answer.body()).isEqualTo("4hello");
      assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=UTF-8");
    }
  }

  @Test
  void aThousandMessagesComeInOrder() throws IOException {
    int sent = 0;
    int received = 0;
    while (received < 1000) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < 50 && sent < 1000; i++) {
        body.append(i == 0 ? "" : "\u001e").append('4').append(sent++);
      }
      client.post(body.toString());
      for (String packet : client.polled().body().split("\u001e", -1)) {
        assertThat(packet).isEqualTo("4" + received++);
      }
    }
  }

  @Test
  void aSecondPollEndsTheSession() throws IOException {
    try (RawHttp first = client.poll()) {
      // Either may reach the server first.
      RawHttp.Answer second = client.polled();
      RawHttp.Answer other = first.answer();
      assertThat(second.status() + other.status()).isEqualTo(600);
      assertThat(second.status() == 200 ? second.body() : other.body()).isEqualTo("1");
    }
    assertThat(client.polled().status()).isEqualTo(400);
  }

  @Test
  void aSecondPostEndsTheSession() throws IOException {
    int before = METRICS.closed(CloseReason.OVERLAP);
    try (RawHttp first = client.beginPost(10);
        RawHttp second = client.beginPost(2)) {
      first.write(Frames.utf8("4"));
      second.write(Frames.utf8("4"));
      Eventually.is("ended", () -> METRICS.closed(CloseReason.OVERLAP) == before + 1);
      assertThat(client.polled().status()).isEqualTo(400);
    }
  }

  @Test
  void aCancelledPollEndsTheSession() throws IOException {
    int before = METRICS.closed(CloseReason.CLIENT_GONE);
    client.poll().close();
    Eventually.is("gone", () -> METRICS.closed(CloseReason.CLIENT_GONE) == before + 1);
    assertThat(client.polled().body()).startsWith("{\"code\":1");
  }

  @Test
  void aMultibyteBodyMayComeInAnyPieces() throws IOException {
    byte[] body = Frames.utf8("4hällo 😀");
    try (RawHttp post = client.beginPost(body.length)) {
      for (byte b : body) {
        post.write(new byte[] {b});
      }
      assertThat(post.answer().body()).isEqualTo("ok");
    }
    assertThat(client.polled().body()).isEqualTo("4hällo 😀");
  }

  @Test
  void aChunkedBodyIsTaken() throws IOException {
    try (RawHttp post = RawHttp.connect(port)) {
      post.send("POST", client.target(), "Transfer-Encoding: chunked");
      post.write(Frames.utf8("2\r\n4a\r\n3\r\nbcd\r\n0\r\n\r\n"));
      assertThat(post.answer().body()).isEqualTo("ok");
    }
    assertThat(client.polled().body()).isEqualTo("4abcd");
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndTheSessionStays() throws IOException {
    assertThat(client.post("4" + "x".repeat(64 * 1024)).status()).isEqualTo(413);
    try (RawHttp post = RawHttp.connect(port)) {
      post.send("POST", client.target(), "Transfer-Encoding: chunked");
      post.write(Frames.utf8("11000\r\n" + "4".repeat(0x11000) + "\r\n0\r\n\r\n"));
      assertThat(post.answer().status()).isEqualTo(413);
    }
    client.post("4fine");
    assertThat(client.polled().body()).isEqualTo("4fine");
  }

  @Test
  void aBadBodyIsRefusedAndEndsTheSession() throws IOException {
    assertThat(client.post("4fine\u001eabc").status()).isEqualTo(400);
    assertThat(client.polled().status()).isEqualTo(400);
    RawPolling other = RawPolling.open(port);
    assertThat(other.post(new byte[] {'4', 'x'}, "Content-Type: application/octet-stream").status())
        .isEqualTo(400);
    assertThat(other.polled().status()).isEqualTo(400);
  }

  @Test
  void aHalfBodyEndsTheSession() throws IOException {
    int before = METRICS.closed(CloseReason.HALF_FRAME);
    try (RawHttp post = client.beginPost(10)) {
      post.write(Frames.utf8("4half"));
      assertThatIOException().isThrownBy(post::answer);
    }
    assertThat(METRICS.closed(CloseReason.HALF_FRAME)).isEqualTo(before + 1);
    assertThat(client.polled().status()).isEqualTo(400);
  }

  @Test
  void otherMethodsAreRefused() throws IOException {
    assertThat(RawHttp.once(port, "PUT", client.target(), "Content-Length: 0").status())
        .isEqualTo(400);
    assertThat(RawHttp.once(port, "DELETE", client.target()).status()).isEqualTo(400);
  }

  @Test
  void aClosePacketReleasesTheWaitingPoll() throws IOException {
    RawPolling waiting = client;
    try (RawHttp poll = waiting.poll()) {
      // Data first, so that the poll is known to have arrived.
      waiting.post("4there");
      assertThat(poll.answer().body()).isEqualTo("4there");
      assertThat(waiting.post("1").body()).isEqualTo("ok");
    }
    assertThat(waiting.polled().status()).isEqualTo(400);
  }

  @Test
  void orderIsKeptAcrossAnUpgrade() throws IOException {
    client.post("4a\u001e4b");
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      assertThat(client.polled().body()).isEqualTo("4a\u001e4b");
      client.post("4c\u001ebAQ==");
      socket.send(Frames.join(Frames.text("5"), Frames.text("4d")));
      assertThat(socket.message()).isEqualTo("4c");
      assertThat(socket.next().payload()).containsExactly(1);
      assertThat(socket.message()).isEqualTo("4d");
      assertThat(client.polled().body()).startsWith("{\"code\":3");
      assertThat(client.post("4late").status()).isEqualTo(400);
      socket.text("4e");
      assertThat(socket.message()).isEqualTo("4e");
    }
  }

  @Test
  void everyPollIsReleasedDuringAnUpgrade() throws IOException {
    try (RawHttp poll = client.poll();
        RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      assertThat(poll.answer().body()).isEqualTo("6");
      assertThat(client.polled().body()).isEqualTo("6");
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
    }
  }

  @Test
  void aFirstPacketThatIsNoProbeClosesTheNewSocketAlone() throws IOException {
    for (String first : new String[] {"5", "4hello", "2", "2prob", "3probe", "abc"}) {
      try (RawWebSocket socket = client.upgrade()) {
        socket.text(first);
        assertThat(socket.closeCode()).as(first).isEqualTo(1008);
      }
    }
    client.post("4still polling");
    assertThat(client.polled().body()).isEqualTo("4still polling");
  }

  @Test
  void anAbandonedProbeIsDroppedAndTheNextOneWorks() throws IOException {
    try (RawWebSocket abandoned = client.upgrade()) {
      abandoned.text("2probe");
      assertThat(abandoned.next().text()).isEqualTo("3probe");
      assertThat(abandoned.closeCode()).isEqualTo(RawWebSocket.DROPPED);
    }
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
    }
  }

  @Test
  void aSecondWebSocketIsClosedAndTheFirstGoesOn() throws IOException {
    try (RawWebSocket socket = client.upgrade()) {
      socket.text("2probe");
      assertThat(socket.next().text()).isEqualTo("3probe");
      try (RawWebSocket second = client.upgrade()) {
        assertThat(second.closeCode()).isEqualTo(1008);
      }
      socket.text("5");
      socket.text("4up");
      assertThat(socket.message()).isEqualTo("4up");
      try (RawWebSocket third = client.upgrade()) {
        assertThat(third.closeCode()).isEqualTo(1008);
      }
      socket.text("4on");
      assertThat(socket.message()).isEqualTo("4on");
    }
  }
}
