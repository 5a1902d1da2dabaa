package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A polling client that has its session: each request on a connection of its own.
final class RawPolling {
  private final int port;
  private final String sid;

  private RawPolling(int port, String sid) {
    this.port = port;
    this.sid = sid;
  }

  static RawPolling open(int port) throws IOException {
    RawHttp.Answer answer = RawHttp.once(port, "GET", "/engine.io/?EIO=4&transport=polling");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("0{\"sid\":\"").contains("\"upgrades\":[\"websocket\"]");
    int start = answer.body().indexOf(":\"") + 2;
    return new RawPolling(port, answer.body().substring(start, answer.body().indexOf('"', start)));
  }

  String target() {
    return "/engine.io/?EIO=4&transport=polling&sid=" + sid;
  }

  /// A GET whose answer may take its time.
  RawHttp poll() throws IOException {
    RawHttp http = RawHttp.connect(port);
    http.send("GET", target());
    return http;
  }

  RawHttp.Answer polled() throws IOException {
    try (RawHttp http = poll()) {
      return http.answer();
    }
  }

  RawHttp.Answer post(String body) throws IOException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  RawHttp.Answer post(byte[] body, String... headers) throws IOException {
    try (RawHttp http = beginPost(body.length, headers)) {
      http.write(body);
      return http.answer();
    }
  }

  /// A POST without its body.
  RawHttp beginPost(int length, String... headers) throws IOException {
    RawHttp http = RawHttp.connect(port);
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Length: " + length;
    http.send("POST", target(), all);
    return http;
  }

  RawWebSocket upgrade() throws IOException {
    return RawWebSocket.open(port, RawWebSocket.ENGINE + "&sid=" + sid);
  }
}
