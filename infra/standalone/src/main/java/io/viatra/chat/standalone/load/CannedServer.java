package io.viatra.chat.standalone.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/// Answers every request at once with the same bytes: what a loop reaches against it is what the
/// client can do at the most. One virtual thread for each connection; it looks for nothing but the
/// end of a head, so it takes requests without a body.
final class CannedServer implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] answer;

  private CannedServer(ServerSocket server, byte[] answer) {
    this.server = server;
    this.answer = answer;
  }

  /// @param bodyBytes the size of each answer's body
  static CannedServer open(int bodyBytes) throws IOException {
    var head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(bodyBytes);
    var answer = new byte[head.length() + bodyBytes];
    System.arraycopy(head.getBytes(ISO_8859_1), 0, answer, 0, head.length());
    var canned =
        new CannedServer(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), answer);
    var _ = Thread.ofVirtual().name("canned-accept").start(canned::accept);
    return canned;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        var _ = Thread.ofVirtual().name("canned-answer").start(() -> answer(socket));
      }
    } catch (IOException closed) {
      // Closing is what ends it.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = socket.getInputStream();
      var out = socket.getOutputStream();
      var scratch = new byte[16 * 1024];
      while (readHead(in, scratch)) {
        out.write(answer);
      }
    } catch (SocketException gone) {
      // The loop closes its connections when it is done.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean readHead(InputStream in, byte[] scratch) throws IOException {
    int length = 0;
    while (length < 4 || scratch[length - 3] != '\n' || scratch[length - 1] != '\n') {
      int count = in.read(scratch, length, scratch.length - length);
      if (count <= 0) {
        return false;
      }
      length += count;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
