package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.viatra.chat.edge.socketio.ProtocolEchoServer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Long-polling, request by request.
class PollingIT {
  private static final CountingMetrics METRICS = new CountingMetrics();
  private static ProtocolEchoServer server;
  private static int port;

  @RegisterExtension final Bystander bystander = new Bystander(() -> port);

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
    client = RawPolling.open(port);
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
  void aClosePacketThatOvertakesThePollReleasesItToo() throws IOException {
    int before = METRICS.closed(CloseReason.CLIENT_CLOSED);
    try (RawHttp post = client.beginPost(1)) {
      post.write(Frames.utf8("1"));
      Eventually.is("closed", () -> METRICS.closed(CloseReason.CLIENT_CLOSED) == before + 1);
      assertThat(client.polled().body()).isEqualTo("6");
      assertThat(post.answer().body()).isEqualTo("ok");
    }
    assertThat(client.polled().body()).startsWith("{\"code\":1");
  }

  @Test
  void afterTheAnswerToAClosePacketTheSessionIsGone() throws IOException {
    assertThat(client.post("4last\u001e1").body()).isEqualTo("ok");
    assertThat(client.polled().body()).startsWith("{\"code\":1");
    assertThat(client.post("4late").body()).startsWith("{\"code\":1");
  }

  @Test
  void aCompressedBodyIsRefusedAndTheSessionStays() throws IOException {
    RawHttp.Answer answer =
        client.post(new byte[] {0x1f, (byte) 0x8b, 8}, "Content-Encoding: gzip");
    assertThat(answer.status()).isEqualTo(415);
    try (RawHttp post = RawHttp.connect(port)) {
      post.send("POST", client.target(), "Transfer-Encoding: gzip, chunked");
      post.write(Frames.utf8("2\r\n4a\r\n0\r\n\r\n"));
      assertThat(post.answer().status()).isEqualTo(415);
    }
    client.post("4fine");
    assertThat(client.polled().body()).isEqualTo("4fine");
  }

  @Test
  void aByteNowAndThenDoesNotKeepABodyAlive() throws IOException {
    int before = METRICS.closed(CloseReason.HALF_FRAME);
    try (RawHttp post = client.beginPost(60_000)) {
      post.socket().setSoTimeout(50);
      int sent = 0;
      boolean open = true;
      while (open && sent++ < 100) {
        post.write(Frames.utf8("4"));
        try {
          open = post.in().read() >= 0;
        } catch (SocketTimeoutException stillOpen) {
          assertThat(sent).isLessThan(100);
        }
      }
    } catch (SocketException reset) {
      // Written to after the server had ended it.
      assertThat(reset).isNotNull();
    }
    assertThat(METRICS.closed(CloseReason.HALF_FRAME)).isEqualTo(before + 1);
  }
}
