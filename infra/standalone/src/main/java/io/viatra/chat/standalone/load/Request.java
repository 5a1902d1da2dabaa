package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Requests as they go over the wire.
final class Request {
  private Request() {}

  static ByteBuffer get(String host, String path, String token) {
    return ByteBuffer.wrap(head("GET", host, path, token, "").getBytes(ISO_8859_1));
  }

  static byte[] post(String host, String path, String token, String json) {
    var body = json.getBytes(UTF_8);
    var fields = "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length);
    var head = head("POST", host, path, token, fields).getBytes(ISO_8859_1);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  private static String head(String method, String host, String path, String token, String fields) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(method, path, host, token, fields);
  }
}
