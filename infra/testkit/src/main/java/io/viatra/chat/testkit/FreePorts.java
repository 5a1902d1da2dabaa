package io.viatra.chat.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Finds loopback ports that nobody listens on.
///
/// A port is handed out once per JVM, so that two servers that start in parallel never race for the
/// same one. Between the look and the bind another process may still take it; callers that own the
/// bind try again with another port.
public final class FreePorts {
  /// Below Linux's ephemeral range (32768 and up): an outgoing connection never takes such a port
  /// between our look and the server's bind, which does happen with `new ServerSocket(0)`.
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 31_999;

  /// How many neighbours a wanted port may fall forward over; more means something is very wrong.
  private static final int FORWARD_MAX = 100;

  /// Bounded by the size of the range: a port is added at most once.
  private static final Set<Integer> HANDED_OUT = new HashSet<>();

  private FreePorts() {}

  /// A free port without any wish.
  public static synchronized int any() {
    int size = HIGHEST - LOWEST + 1;
    int first = ThreadLocalRandom.current().nextInt(size);
    for (int step = 0; step < size; step++) {
      int port = LOWEST + (first + step) % size;
      if (HANDED_OUT.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
  }

  /// The wanted port, or the next free one above it; 0 means no wish. A wanted port is not
  /// reserved: asking twice gives the same one as long as nobody listens on it, so a restart finds
  /// its own.
  public static synchronized int from(int wanted) {
    if (wanted == 0) {
      return any();
    }
    if (wanted < 1 || wanted > 65_535) {
      throw new IllegalArgumentException("not a port: " + wanted);
    }
    int last = Math.min(65_535, wanted + FORWARD_MAX);
    for (int port = wanted; port <= last; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + wanted + " to " + last);
  }

  /// Looks at the wildcard address and at loopback: some systems let a second socket bind the more
  /// specific of the two beside the first.
  private static boolean isFree(int port) {
    return canBind(new InetSocketAddress(port))
        && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // Without reuse, a port whose last connections linger in TIME_WAIT would look taken.
      socket.setReuseAddress(true);
      try {
        socket.bind(address);
        return true;
      } catch (IOException taken) {
        return false;
      }
    } catch (IOException noSocket) {
      throw new UncheckedIOException("cannot open a socket to look for a free port", noSocket);
    }
  }
}
