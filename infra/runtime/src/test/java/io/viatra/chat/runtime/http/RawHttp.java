package io.viatra.chat.runtime.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A client that sends exactly what it is told, where proper ones would refuse to.
final class RawHttp {
  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /// Sends and reads until the server closes or nothing more comes for a moment after an answer.
  String send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // The server may have answered and closed before it took everything.
        return read(socket.getInputStream());
      }
      socket.shutdownOutput();
      return read(socket.getInputStream());
    }
  }

  /// Sends and reads until the server closes by itself.
  String sendAndHold(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  int status(String request) throws IOException {
    String answer = send(request);
    return answer.length() < 12 ? -1 : Integer.parseInt(answer.substring(9, 12));
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (IOException e) {
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}
