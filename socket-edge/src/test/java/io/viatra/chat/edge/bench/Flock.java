package io.viatra.chat.edge.bench;

import io.viatra.chat.edge.engineio.Frames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Thousands of WebSocket clients on one thread: each opens, joins namespace `/`, answers pings and
/// hands what else it hears to its [Ear].
final class Flock implements AutoCloseable {
  private static final int CONNECTING_MAX = 128;
  private static final byte[] HANDSHAKE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JOIN = Frames.text("40");
  private static final byte[] PONG = Frames.text("3");

  private final int port;
  private final int size;
  private final int receiveBuffer;
  private final Ear ear;
  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicInteger joined = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private int connecting;
  private int begun;
  private volatile boolean deaf;
  private volatile boolean over;

  /// Hears every frame but pings; the buffer is its payload. Called on the flock's thread.
  interface Ear {
    void heard(ByteBuffer payload);
  }

  /// @param receiveBuffer of each socket's TCP, in bytes; 0 leaves it to the system
  Flock(int port, int size, int receiveBuffer, Ear ear) throws IOException {
    this.port = port;
    this.size = size;
    this.receiveBuffer = receiveBuffer;
    this.ear = ear;
    selector = Selector.open();
    thread = new Thread(this::run, "flock");
    thread.setDaemon(true);
    thread.start();
  }

  int joined() {
    return joined.get();
  }

  /// Connections that ended without our doing.
  int lost() {
    return lost.get();
  }

  /// Frames heard since they joined, pings left out.
  long frames() {
    return frames.get();
  }

  /// Payload bytes of these frames.
  long bytes() {
    return bytes.get();
  }

  /// From now on nobody reads; what is in the kernel's buffers stays there.
  void turnDeaf() {
    deaf = true;
    selector.wakeup();
  }

  private void run() {
    try {
      while (!over) {
        while (!deaf && begun < size && connecting < CONNECTING_MAX) {
          begin();
        }
        selector.select(200);
        if (deaf) {
          selector.keys().forEach(key -> key.interestOps(0));
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid() && !deaf) {
            turn(key);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (receiveBuffer > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    channels.add(channel);
    begun++;
    connecting++;
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.register(selector, SelectionKey.OP_CONNECT, new Bird());
  }

  private void turn(SelectionKey key) {
    Bird bird = (Bird) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(channel, HANDSHAKE);
      }
      if (key.isReadable()) {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
          throw new IOException("ended");
        }
        bird.read(channel, buffer.flip());
      }
    } catch (IOException e) {
      lost.incrementAndGet();
      if (!bird.sits) {
        connecting--;
      }
      key.cancel();
      close(channel);
    }
  }

  /// What we send is so short that the kernel always takes it.
  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    if (channel.write(ByteBuffer.wrap(bytes)) != bytes.length) {
      throw new IOException("a send buffer without room");
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over = true;
    selector.wakeup();
    try {
      thread.join();
      channels.forEach(Flock::close);
    } catch (InterruptedException e) {
      // The thread is a daemon; the process ends them all.
      Thread.currentThread().interrupt();
    }
  }

  /// One client: first the HTTP answer, then frames; keeps what is cut.
  private final class Bird {
    private byte[] rest = {};
    private boolean upgraded;
    private boolean sits;

    void read(SocketChannel channel, ByteBuffer in) throws IOException {
      ByteBuffer all = in;
      if (rest.length > 0) {
        all = ByteBuffer.allocate(rest.length + in.remaining()).put(rest).put(in).flip();
      }
      if (!upgraded) {
        upgraded = skipHeaders(all);
      }
      while (upgraded && frame(channel, all)) {
        // until the next frame is not whole
      }
      rest = new byte[all.remaining()];
      all.get(rest);
    }

    private boolean skipHeaders(ByteBuffer all) {
      for (int i = all.position(); i + 3 < all.limit(); i++) {
        if (all.get(i) == '\r' && all.get(i + 2) == '\r') {
          all.position(i + 4);
          return true;
        }
      }
      return false;
    }

    private boolean frame(SocketChannel channel, ByteBuffer all) throws IOException {
      if (all.remaining() < 2) {
        return false;
      }
      int start = all.position();
      int length = all.get(start + 1) & 0x7F;
      int header = length < 126 ? 2 : 4;
      if (header == 4 && all.remaining() >= 4) {
        length = all.getShort(start + 2) & 0xFFFF;
      }
      if (all.remaining() < header + length) {
        return false;
      }
      all.position(start + header + length);
      payload(channel, all.slice(start + header, length));
      return true;
    }

    private void payload(SocketChannel channel, ByteBuffer payload) throws IOException {
      byte first = payload.get(0);
      if (first == '2') {
        write(channel, PONG);
      } else if (first == '0') {
        write(channel, JOIN);
      } else if (!sits) {
        sits = true;
        connecting--;
        joined.incrementAndGet();
      } else {
        frames.incrementAndGet();
        bytes.addAndGet(payload.remaining());
        ear.heard(payload);
      }
    }
  }
}
