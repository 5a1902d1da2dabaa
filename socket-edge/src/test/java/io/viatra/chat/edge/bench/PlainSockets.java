package io.viatra.chat.edge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The floor: bare channels to which the same bytes are written by one loop, with no server in
/// between. What this costs is the system's, and nobody who sends a frame by a system call gets
/// below it.
final class PlainSockets implements AutoCloseable {
  /// As much of a WebSocket as a [Flock] wants to see: 101, OPEN, CONNECT.
  private static final byte[] WELCOME =
      "HTTP/1.1 101 Switching Protocols\r\n\r\n\u0081\u00030{}\u0081\u000440{}"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocketChannel listener;
  private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();

  PlainSockets() throws IOException {
    listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    Thread acceptor = new Thread(this::accept, "plain-acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private void accept() {
    try {
      while (listener.isOpen()) {
        SocketChannel channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(WELCOME));
        channel.configureBlocking(false);
        channels.add(channel);
      }
    } catch (IOException e) {
      // The listener was closed: the command is over.
    }
  }

  /// Writes a frame to every channel; returns when TCP has it all.
  ///
  /// @return the bytes written
  long write(ByteBuffer frame) {
    try {
      for (SocketChannel channel : channels) {
        ByteBuffer view = frame.duplicate();
        while (view.hasRemaining()) {
          channel.write(view);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (long) frame.remaining() * channels.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
