package io.viatra.chat.standalone.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One keep-alive connection, with at most one call in flight.
final class Line implements AutoCloseable {
  private final int number;
  private final SocketChannel channel;
  private final AnswerReader answers = new AnswerReader();
  private long begun;
  private boolean inFlight;

  private Line(int number, SocketChannel channel) {
    this.number = number;
    this.channel = channel;
  }

  static Line open(int number, InetSocketAddress server, Selector selector) throws IOException {
    var channel = SocketChannel.open(server);
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      var line = new Line(number, channel);
      channel.register(selector, SelectionKey.OP_READ, line);
      return line;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  int number() {
    return number;
  }

  boolean isInFlight() {
    return inFlight;
  }

  /// Sends a request. It is far smaller than a socket's buffer, which is empty between two calls.
  void ask(ByteBuffer request) throws IOException {
    inFlight = true;
    begun = System.nanoTime();
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("a request does not fit into the socket's buffer");
    }
  }

  /// Reads what is there.
  ///
  /// @return the nanoseconds that the call took, when its answer is whole; else below zero
  long read(ByteBuffer scratch) throws IOException {
    boolean whole = false;
    int count;
    do {
      scratch.clear();
      count = channel.read(scratch);
      if (count < 0) {
        throw new IOException("the server has closed the connection");
      }
      scratch.flip();
      whole |= count > 0 && answers.feed(scratch);
    } while (count == scratch.capacity());
    if (!whole) {
      return -1;
    }
    inFlight = false;
    return System.nanoTime() - begun;
  }

  /// Of the call that was answered last.
  int status() {
    return answers.status();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
