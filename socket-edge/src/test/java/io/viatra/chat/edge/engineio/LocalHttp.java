package io.viatra.chat.edge.engineio;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;

/// A handler on a free port of the loopback address.
public final class LocalHttp implements AutoCloseable {
  private final Undertow undertow;

  private LocalHttp(Undertow undertow) {
    this.undertow = undertow;
  }

  public static LocalHttp serve(HttpHandler handler) {
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setHandler(handler)
            .build();
    undertow.start();
    return new LocalHttp(undertow);
  }

  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
