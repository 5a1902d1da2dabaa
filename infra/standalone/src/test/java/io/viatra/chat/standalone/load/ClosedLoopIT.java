package io.viatra.chat.standalone.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The loop against little servers of the test's own.
class ClosedLoopIT {
  private static final int BODY_BYTES = 200_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void everyCallIsCountedOnceWhateverItsAnswer() throws Exception {
    var asked = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = asked.getAndIncrement() % 10 == 0 ? 429 : 200;
          exchange.sendResponseHeaders(status, BODY_BYTES);
          exchange.getResponseBody().write(new byte[BODY_BYTES]);
          exchange.close();
        });
    server.start();
    try {
      var measured = new ClosedLoop(url(server.getAddress().getPort()), 4).run(first(100, 4), LONG);
      assertThat(measured.count()).isEqualTo(90);
      assertThat(measured.refused()).isEqualTo(Map.of(429, 10L));
      assertThat(measured.broken()).isZero();
      assertThat(measured.clientCpu()).isPositive();
      assertThat(measured.elapsed()).isLessThan(LONG);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void timeEndsALoopThatHasAlwaysSomethingToAsk() throws Exception {
    try (var canned = CannedServer.open(10)) {
      var request = Request.get("h", "/", "t");
      var measured =
          new ClosedLoop(canned.url(), 2).run(_ -> request.duplicate(), Duration.ofMillis(100));
      assertThat(measured.count()).isPositive();
      assertThat(measured.failures()).isZero();
    }
  }

  @Test
  void aServerThatBreaksOffAgainAndAgainIsNotMeasured() throws Exception {
    var closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  closing.accept().close();
                }
              } catch (IOException closed) {
                // The test has ended.
              }
            });
    try (closing) {
      var loop = new ClosedLoop(url(closing.getLocalPort()), 1);
      assertThatThrownBy(() -> loop.run(_ -> Request.get("h", "/", "t"), LONG))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("again and again");
    }
    thread.join();
  }

  /// So many calls from each connection, for a number that the connections divide.
  private static Calls first(int count, int lines) {
    var left = new int[lines];
    Arrays.fill(left, count / lines);
    return line -> left[line]-- > 0 ? Request.get("h", "/", "t") : null;
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
