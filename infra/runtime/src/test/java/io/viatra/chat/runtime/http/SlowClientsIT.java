package io.viatra.chat.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Takes the ten seconds that the limits have; all slow clients run side by side.
class SlowClientsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static HttpServer server;
  private static ApiHandler api;

  @BeforeAll
  static void open() {
    Router router =
        Router.builder()
            .post("/things", request -> Answer.empty(204))
            .get("/things", request -> Answer.empty(204))
            .build();
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, Set.of(), 64 * 1024, 10, Duration.ofSeconds(1));
    api = new ApiHandler(router, settings, Set.of(), new Metrics("test"));
    server = HttpServer.open(settings, api);
  }

  @AfterAll
  static void close() {
    server.close();
    api.close();
  }

  @Test
  void aByteASecondIsCutOffInHeadAndBodyWhileOthersAreServed() throws Exception {
    String head = "POST /things HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> cut =
          List.of(
              threads.submit(() -> drip("POST /things HTTP/1.1\r\nX-Slow: ")),
              threads.submit(() -> drip(head + "Content-Length: 60000\r\n\r\n")),
              threads.submit(() -> drip(head + "Transfer-Encoding: chunked\r\n\r\nF000\r\n")),
              threads.submit(() -> drip("")));
      RawHttp bystander = new RawHttp(server.port());
      assertThat(bystander.status("GET /things HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(204);
      for (Future<Duration> each : cut) {
        assertThat(each.get()).isLessThan(LIMIT);
      }
    }
  }

  /// Sends a beginning and then a byte a second, until the server ends it.
  private static Duration drip(String begin) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(begin.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      while (lasted(start).compareTo(LIMIT) < 0) {
        if (ended(socket)) {
          break;
        }
        if (!begin.isEmpty()) {
          socket.getOutputStream().write('x');
        }
      }
    } catch (IOException e) {
      assertThat(e).isNotInstanceOf(java.net.ConnectException.class);
    }
    return lasted(start);
  }

  /// Waits a second for the end of the stream.
  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static Duration lasted(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
