package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.viatra.chat.edge.session.TokenBucket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateIT {
  private final AtomicBoolean open = new AtomicBoolean();
  private final HttpClient http = HttpClient.newHttpClient();
  private Undertow server;

  @BeforeEach
  void start() {
    var admission = new TokenBucket(2, Duration.ofSeconds(1), () -> 0);
    var gate = new Gate(open::get, admission, HttpServerExchange::endExchange);
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(gate).build();
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop();
  }

  @Test
  void nobodyComesInBeforeTheNodeCanServe() throws Exception {
    assertThat(get("?EIO=4")).isEqualTo(503);
    open.set(true);
    assertThat(get("?EIO=4")).isEqualTo(200);
  }

  @Test
  void handshakesBeyondTheRateComeBackLaterAndOpenSessionsGoOn() throws Exception {
    open.set(true);
    assertThat(get("?EIO=4")).isEqualTo(200);
    assertThat(get("?EIO=4")).isEqualTo(200);
    assertThat(get("?EIO=4")).isEqualTo(503);
    assertThat(get("?EIO=4&sid=abc")).isEqualTo(200);
  }

  private int get(String query) throws Exception {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    var uri = URI.create("http://127.0.0.1:" + port + "/socket.io/" + query);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }
}
