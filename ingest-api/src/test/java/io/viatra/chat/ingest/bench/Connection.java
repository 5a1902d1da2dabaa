package io.viatra.chat.ingest.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One HTTP connection that is kept, with as little work of its own as can be: what is measured is
/// the other side. For one thread.
final class Connection implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final String host;

  Connection(URI origin) throws IOException {
    socket = new Socket(origin.getHost(), origin.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    host = origin.getAuthority();
  }

  /// The body of a 200; empty where the service has too much to do, as it may while it is cold.
  byte[] get(String path, String token) throws IOException {
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, host, token);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var status = line();
    int length = -1;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    var body = in.readNBytes(length);
    if (status.startsWith("HTTP/1.1 503")) {
      return new byte[0];
    }
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status + " for " + path);
    }
    return body;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
