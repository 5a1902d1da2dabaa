package io.viatra.chat.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server that answers like FCM HTTP v1, `POST /v1/projects/{project}/messages:send`, and
/// remembers the latest 10,000 messages.
///
/// People, scripts and tests in other processes use `GET` and `DELETE /received` and `PUT` and
/// `DELETE /behaviour/{token}` (see [FakeFcmHandler]); tests in this process the methods below.
public final class FakeFcm implements AutoCloseable {
  private static final int START_ATTEMPTS_MAX = 3;

  private final HttpServer server;
  private final ExecutorService threads;
  private final FcmMemory memory;
  private final FakeFcmHandler handler;

  private FakeFcm(HttpServer server) {
    this.server = server;
    this.memory = new FcmMemory(Clock.systemUTC());
    this.handler = new FakeFcmHandler(memory);
    // A hung or delayed answer holds a thread, so threads must cost nothing.
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
  }

  /// Starts on any free port.
  public static FakeFcm start() throws IOException {
    return start(0);
  }

  /// Starts on the wanted port, or the next free one above it; 0 means no wish.
  public static FakeFcm start(int wantedPort) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = FreePorts.from(wantedPort);
      try {
        return new FakeFcm(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      } catch (BindException taken) {
        if (attempt == START_ATTEMPTS_MAX) {
          throw taken;
        }
      }
    }
  }

  /// `http://host:port`, to stand where `https://fcm.googleapis.com` stands.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Programs the answers for a token from now on; `*` for all tokens without a program.
  public void behave(String token, FcmBehaviour behaviour) {
    memory.program(token, behaviour);
  }

  /// Valid messages in order of arrival, whatever was answered; at most the latest 10,000.
  public List<ReceivedPush> received() {
    return memory.snapshot().received();
  }

  /// Those of `received` to one token.
  public List<ReceivedPush> received(String token) {
    return received().stream().filter(push -> push.token().equals(token)).toList();
  }

  /// How many messages `received` has lost to its bound.
  public long dropped() {
    return memory.snapshot().dropped();
  }

  /// Forgets what was received and how to behave.
  public void clear() {
    memory.clearReceived();
    memory.clearBehaviours();
  }

  /// Ends hung requests too.
  @Override
  public void close() {
    handler.release();
    server.stop(0);
    threads.shutdownNow();
  }
}
