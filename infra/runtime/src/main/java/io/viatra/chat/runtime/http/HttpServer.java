package io.viatra.chat.runtime.http;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening server with any root handler, a REST service's [ApiHandler] or an edge's own.
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private final Undertow undertow;
  private final GracefulShutdownHandler inFlight;
  private final HttpSettings settings;

  private HttpServer(Undertow undertow, GracefulShutdownHandler inFlight, HttpSettings settings) {
    this.undertow = undertow;
    this.inFlight = inFlight;
    this.settings = settings;
  }

  /// Binds and serves.
  ///
  /// @param root called on I/O threads; it must not block them
  /// @throws RuntimeException when the port is taken
  public static HttpServer open(HttpSettings settings, HttpHandler root) {
    GracefulShutdownHandler inFlight = new GracefulShutdownHandler(root);
    Undertow undertow = HttpListener.builder(settings).setHandler(inFlight).build();
    undertow.start();
    return new HttpServer(undertow, inFlight, settings);
  }

  /// The bound port.
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /// Where it answers, without a path; the loopback address when bound to all.
  public URI url() {
    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    return URI.create("http://" + host + ":" + port());
  }

  /// Answers new requests with 503, waits for those in flight up to the drain time, and stops.
  /// Upgraded connections do not count as requests; who has made them closes them.
  @Override
  public void close() {
    inFlight.shutdown();
    try {
      if (!inFlight.awaitShutdown(settings.drain().toMillis())) {
        log.warn("requests were still in flight after {}", settings.drain());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      undertow.stop();
    }
  }
}
