package io.viatra.chat.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A client that sends exactly what it is told, where proper ones would refuse to. Each request
/// takes a connection of its own; every wait ends after 20 s.
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private final int port;

  /// @param port on the loopback address
  public RawHttp(int port) {
    this.port = port;
  }

  /// Sends, says that nothing more will come, and reads to the end.
  public String send(byte[] request) throws IOException {
    try (Socket socket = open()) {
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (IOException e) {
        // The server may have answered and closed before it took everything.
        return read(socket.getInputStream());
      }
      return read(socket.getInputStream());
    }
  }

  /// The same with a text, whose every char is a byte.
  public String send(String request) throws IOException {
    return send(request.getBytes(ISO_8859_1));
  }

  /// Sends and reads until the server closes by itself.
  public String sendAndHold(String request) throws IOException {
    try (Socket socket = open()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  /// The status of the answer, -1 where there was none.
  public int status(String request) throws IOException {
    return status(request.getBytes(ISO_8859_1));
  }

  /// The status of the answer, -1 where there was none.
  public int status(byte[] request) throws IOException {
    String answer = send(request);
    return answer.length() < 12 ? -1 : Integer.parseInt(answer.substring(9, 12));
  }

  /// A connection for what has its own way of sending.
  public Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (IOException e) {
      // A reset behind the answer is an end as well.
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}
