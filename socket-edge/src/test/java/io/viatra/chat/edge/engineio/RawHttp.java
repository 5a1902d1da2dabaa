package io.viatra.chat.edge.engineio;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP by hand, so that a test can send what no client library would. Every read waits at most
/// [#PATIENCE_MILLIS].
public final class RawHttp implements AutoCloseable {
  static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final DataInputStream in;

  /// An answer; header names in lower case.
  public record Answer(int status, Map<String, String> headers, String body) {}

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  public static RawHttp connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawHttp(socket);
  }

  /// One request on a connection of its own.
  public static Answer once(int port, String method, String target, String... headers)
      throws IOException {
    try (RawHttp http = connect(port)) {
      http.send(method, target, headers);
      return http.answer();
    }
  }

  public void send(String method, String target, String... headers) throws IOException {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: here\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  public Answer answer() throws IOException {
    String[] lines = head().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
        headers.put(name, lines[i].substring(colon + 1).trim());
      }
    }
    byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    in.readFully(body);
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("closed before an answer");
      }
      head.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  DataInputStream in() {
    return in;
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
