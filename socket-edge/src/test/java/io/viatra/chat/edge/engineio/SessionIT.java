package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A session as the layer above lives with it: heartbeats, pressure, ends.
class SessionIT {
  private static final EngineIoSettings QUIET =
      EngineIoSettings.DEFAULTS.withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60));

  private final CountingMetrics metrics = new CountingMetrics();
  private final BlockingQueue<EngineIoSocket> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Consumer<String> onText = text -> {};
  private AutoCloseable running = () -> {};

  @AfterEach
  void stop() throws Exception {
    running.close();
  }

  @Test
  void pingsGoOnWhileDataFlowsAndOnlyAPongCounts() throws Exception {
    int port = serve(QUIET.withHeartbeat(Duration.ofMillis(200), Duration.ofMillis(200)));
    try (RawWebSocket socket = open(port)) {
      for (int i = 0; i < 3; i++) {
        assertThat(socket.next().text()).isEqualTo("2");
        socket.text("3");
      }
      assertThat(socket.next().text()).isEqualTo("2");
      while (!socket.endsWithin(Duration.ofMillis(20))) {
        socket.text("4data is no pong");
      }
      Eventually.is("timed out", () -> metrics.closed(CloseReason.PING_TIMEOUT) == 1);
    } catch (IOException reset) {
      // Written to after the server had dropped it.
      Eventually.is("timed out", () -> metrics.closed(CloseReason.PING_TIMEOUT) == 1);
    }
  }

  @Test
  void aPeerThatNeverReadsIsDroppedAtTheLimitAndOthersGoOn() throws Exception {
    int port = serve(QUIET);
    try (RawWebSocket deaf = open(port)) {
      deaf.tcp().setReceiveBufferSize(4096);
      EngineIoSocket toDeaf = opened.take();
      try (RawWebSocket other = open(port)) {
        EngineIoSocket toOther = opened.take();
        EncodedMessage message = EncodedMessage.text("x".repeat(10_000));
        int sent = 0;
        while (toDeaf.send(message) && sent < 100_000) {
          sent++;
          assertThat(toDeaf.pendingBytes()).isLessThan((1 << 20) + 2 * 10_010);
          if (sent % 50 == 0) {
            toOther.send(EncodedMessage.text("n" + sent));
            assertThat(other.message()).isEqualTo("4n" + sent);
          }
        }
        Eventually.is("dropped", () -> metrics.closed(CloseReason.SLOW_CONSUMER) == 1);
        assertThat(toDeaf.isOpen()).isFalse();
        toOther.send(EncodedMessage.text("after"));
        assertThat(other.message()).isEqualTo("4after");
      }
    }
  }

  @Test
  void aPeerThatTakesNothingForTooLongIsDropped() throws Exception {
    int port = serve(QUIET.withOut(new OutLimits(1000, 64 << 20, Duration.ofMillis(400))));
    try (RawWebSocket deaf = open(port)) {
      EngineIoSocket toDeaf = opened.take();
      EncodedMessage message = EncodedMessage.binary(new byte[1 << 20]);
      for (int i = 0; i < 32; i++) {
        toDeaf.send(message);
      }
      Eventually.is("dropped", () -> metrics.closed(CloseReason.SLOW_CONSUMER) == 1);
      assertThat(deaf.closeCode()).isEqualTo(RawWebSocket.DROPPED);
    }
  }

  @Test
  void whoIsTooFarBehindBecauseOthersHaveGrownIsDroppedAndNotPassedOver() throws Exception {
    long all = 30 << 20;
    int port = serve(QUIET.withOut(new OutLimits(1000, 64 << 20, Duration.ofSeconds(60), all)));
    try (RawWebSocket deaf = open(port)) {
      EngineIoSocket toDeaf = opened.take();
      toDeaf.send(EncodedMessage.binary(new byte[30 << 20]));
      try (RawWebSocket _ = open(port)) {
        EngineIoSocket toOther = opened.take();
        toOther.send(EncodedMessage.binary(new byte[14 << 20]));
        Eventually.is(
            "dropped",
            () -> {
              toDeaf.send(EncodedMessage.text("kept, or there is nobody to keep it for"));
              return metrics.closed(CloseReason.SLOW_CONSUMER) == 1;
            });
        assertThat(deaf.closeCode()).isEqualTo(RawWebSocket.DROPPED);
        assertThat(toOther.isOpen()).isTrue();
      }
    }
  }

  @Test
  void overTheSoftLimitVolatileMessagesAreDroppedAndOthersKept() throws Exception {
    int port = serve(QUIET.withOut(new OutLimits(1000, 64 << 20, Duration.ofSeconds(60))));
    try (RawWebSocket socket = open(port)) {
      EngineIoSocket toSocket = opened.take();
      EncodedMessage large = EncodedMessage.binary(new byte[16 << 20]);
      toSocket.send(large);
      assertThat(toSocket.pendingBytes()).isGreaterThan(1000);
      assertThat(toSocket.sendVolatile(List.of(EncodedMessage.text("typing")))).isFalse();
      assertThat(metrics.dropped()).isEqualTo(1);
      toSocket.send(EncodedMessage.text("kept"));
      assertThat(socket.next().payload()).hasSize(16 << 20);
      assertThat(socket.message()).isEqualTo("4kept");
      Eventually.is("drained", () -> toSocket.pendingBytes() == 0);
      assertThat(toSocket.sendVolatile(List.of(EncodedMessage.text("typing")))).isTrue();
      assertThat(socket.message()).isEqualTo("4typing");
    }
  }

  @Test
  void aSessionWithTooManyUnansweredMessagesIsNotRead() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    onText =
        text -> {
          try {
            assertThat(gate.await(15, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    int port = serve(QUIET.withIn(new InLimits(Duration.ofSeconds(8), 64, 50)));
    try (RawWebSocket socket = open(port)) {
      for (int i = 0; i < 500; i++) {
        socket.text("4" + i);
      }
      Eventually.is("suspended", () -> metrics.suspended() == 1);
      assertThat(heard).isEmpty();
      gate.countDown();
      for (int i = 0; i < 500; i++) {
        assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("" + i);
      }
    }
  }

  @Test
  void aBurstThatStopsReadingAgainAndAgainLosesNothing() throws Exception {
    int port = serve(QUIET.withIn(new InLimits(Duration.ofSeconds(8), 2, 50)));
    try (RawWebSocket socket = open(port)) {
      ByteArrayOutputStream burst = new ByteArrayOutputStream();
      for (int i = 0; i < 5_000; i++) {
        burst.writeBytes(Frames.text("4" + i));
      }
      socket.send(burst.toByteArray());
      for (int i = 0; i < 5_000; i++) {
        assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("" + i);
      }
    }
  }

  @Test
  void aSuspendedSessionDoesNotDieOfPongsThatWeDidNotRead() throws Exception {
    int port =
        serve(
            QUIET
                .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(300))
                .withIn(new InLimits(Duration.ofSeconds(8), 2, 50)));
    try (RawWebSocket socket = open(port)) {
      EngineIoSocket session = opened.take();
      session.hold();
      session.hold();
      for (int i = 0; i < 4; i++) {
        assertThat(socket.next().text()).isEqualTo("2");
        socket.text("3");
      }
      session.release();
      session.release();
      for (int i = 0; i < 3; i++) {
        assertThat(socket.next().text()).isEqualTo("2");
        socket.text("3");
      }
      assertThat(session.isOpen()).isTrue();
    }
  }

  @Test
  void whatWasSentBeforeTheEndIsHandledBeforeTheEnd() throws Exception {
    int port = serve(QUIET);
    try (RawWebSocket socket = open(port)) {
      socket.send(Frames.join(Frames.text("4a"), Frames.text("4b"), Frames.close(1000)));
      assertThat(heard.take()).isEqualTo("a");
      assertThat(heard.take()).isEqualTo("b");
      assertThat(heard.take()).isEqualTo("closed CLIENT_CLOSED");
      assertThat(socket.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void droppingSendsNoCloseFrameAndClosingSendsOneBehindTheData() throws Exception {
    int port = serve(QUIET);
    try (RawWebSocket dropped = open(port)) {
      opened.take().drop(CloseReason.SERVER_DROPPED);
      assertThat(dropped.closeCode()).isEqualTo(RawWebSocket.DROPPED);
    }
    try (RawWebSocket closed = open(port)) {
      EngineIoSocket session = opened.take();
      session.send(EncodedMessage.text("bye"));
      session.close(CloseReason.SERVER_CLOSED);
      assertThat(closed.message()).isEqualTo("4bye");
      assertThat(closed.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void aPollingClientThatIsNotWaitingIsToldOfTheEndByItsNextPollAndOnce() throws Exception {
    int port = serve(QUIET);
    RawPolling client = RawPolling.open(port);
    EngineIoSocket session = opened.take();
    session.send(EncodedMessage.text("bye"));
    session.close(CloseReason.SERVER_CLOSED);
    assertThat(heard.take()).isEqualTo("closed SERVER_CLOSED");
    assertThat(session.send(EncodedMessage.text("late"))).isFalse();
    assertThat(client.post("4late").body()).startsWith("{\"code\":1");
    assertThat(client.polled().body()).isEqualTo("4bye\u001e1");
    assertThat(client.polled().body()).startsWith("{\"code\":1");
    assertThat(heard).isEmpty();
  }

  @Test
  void noMoreThanTheSoftLimitIsKeptForAPollingClientThatIsNotWaiting() throws Exception {
    int port = serve(QUIET);
    RawPolling client = RawPolling.open(port);
    EngineIoSocket session = opened.take();
    session.send(EncodedMessage.text("x".repeat(QUIET.out().softBytes() + 1)));
    session.close(CloseReason.SERVER_CLOSED);
    assertThat(client.polled().body()).isEqualTo("1");
  }

  @Test
  void aFullSessionKeepsAPostWaitingThoughPollsAreAnswered() throws Exception {
    int port = serve(QUIET.withIn(new InLimits(Duration.ofSeconds(8), 2, 50)));
    RawPolling client = RawPolling.open(port);
    EngineIoSocket session = opened.take();
    session.hold();
    session.hold();
    try (RawHttp post = client.beginPost(2)) {
      post.write(Frames.utf8("4a"));
      assertThat(heard.take()).isEqualTo("a");
      session.send(EncodedMessage.text("b"));
      assertThat(client.polled().body()).isEqualTo("4b");
      post.socket().setSoTimeout(300);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> post.in().read());
      post.socket().setSoTimeout(RawHttp.PATIENCE_MILLIS);
      session.release();
      session.release();
      assertThat(post.answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void aPollingClientThatWasDroppedFindsNothing() throws Exception {
    int port = serve(QUIET);
    RawPolling client = RawPolling.open(port);
    EngineIoSocket session = opened.take();
    session.send(EncodedMessage.text("bye"));
    session.drop(CloseReason.SERVER_DROPPED);
    assertThat(client.polled().body()).startsWith("{\"code\":1");
  }

  @Test
  void aBugInAListenerEndsItsSessionAlone() throws Exception {
    onText =
        text -> {
          if (text.equals("bug")) {
            throw new IllegalStateException("a bug");
          }
        };
    int port = serve(QUIET);
    try (RawWebSocket socket = open(port);
        RawWebSocket other = open(port)) {
      socket.text("4bug");
      assertThat(socket.closeCode()).isEqualTo(1011);
      assertThat(metrics.failures()).isEqualTo(1);
      assertThat(heard.take()).isEqualTo("closed HANDLER_FAILED");
      other.text("4fine");
      assertThat(heard.take()).isEqualTo("fine");
    }
  }

  private int serve(EngineIoSettings settings) {
    EngineIoServer server =
        new EngineIoServer(
            settings,
            socket -> {
              opened.add(socket);
              return new Listener();
            },
            metrics);
    LocalHttp http = LocalHttp.serve(server);
    running =
        () -> {
          server.close();
          http.close();
        };
    return http.port();
  }

  private static RawWebSocket open(int port) throws IOException {
    return RawWebSocket.opened(port, RawWebSocket.ENGINE);
  }

  private final class Listener implements EngineIoListener {
    @Override
    public void onText(String text) {
      onText.accept(text);
      heard.add(text);
    }

    @Override
    public void onBinary(byte[] data) {}

    @Override
    public void onClose(CloseReason reason) {
      heard.add("closed " + reason);
    }
  }
}
