package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A polling client that has its session: each request on a connection of its own.
public final class RawPolling {
  private final int port;
  private final String path;
  private final String sid;

  private RawPolling(int port, String path, String sid) {
    this.port = port;
    this.path = path;
    this.sid = sid;
  }

  public static RawPolling open(int port) throws IOException {
    return open(port, "/engine.io/");
  }

  public static RawPolling open(int port, String path) throws IOException {
    RawHttp.Answer answer = RawHttp.once(port, "GET", path + "?EIO=4&transport=polling");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("0{\"sid\":\"").contains("\"upgrades\":[\"websocket\"]");
    int start = answer.body().indexOf(":\"") + 2;
    String sid = answer.body().substring(start, answer.body().indexOf('"', start));
    return new RawPolling(port, path, sid);
  }

  public String target() {
    return path + "?EIO=4&transport=polling&sid=" + sid;
  }

  /// A GET whose answer may take its time.
  public RawHttp poll() throws IOException {
    RawHttp http = RawHttp.connect(port);
    http.send("GET", target());
    return http;
  }

  public RawHttp.Answer polled() throws IOException {
    try (RawHttp http = poll()) {
      return http.answer();
    }
  }

  public RawHttp.Answer post(String body) throws IOException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  public RawHttp.Answer post(byte[] body, String... headers) throws IOException {
    try (RawHttp http = beginPost(body.length, headers)) {
      http.write(body);
      return http.answer();
    }
  }

  /// A POST without its body.
  public RawHttp beginPost(int length, String... headers) throws IOException {
    RawHttp http = RawHttp.connect(port);
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Length: " + length;
    http.send("POST", target(), all);
    return http;
  }

  public RawWebSocket upgrade() throws IOException {
    return RawWebSocket.open(port, path + "?EIO=4&transport=websocket&sid=" + sid);
  }
}
