package io.viatra.chat.standalone;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// One origin for clients, like the load balancer in production: `/socket.io` goes to the edge, all
/// the rest to ingest-api. It adds nothing and decides nothing.
///
/// Bounds: a WebSocket holds a connection to the edge as long as it lives, hence the larger number.
final class Gateway implements AutoCloseable {
  private static final int SOCKETS_PER_THREAD_MAX = 10_000;
  private static final int REQUESTS_PER_THREAD_MAX = 64;
  private static final int QUEUED_MAX = 256;
  private static final Duration REQUEST_MAX = Duration.ofSeconds(60);

  private final Undertow server;

  private Gateway(Undertow server) {
    this.server = server;
  }

  static Gateway open(int port, URI ingest, URI edge) {
    var server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            // What the edges refuse as too large must reach them to be refused in their words.
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            .setHandler(
                Handlers.path()
                    .addPrefixPath("/socket.io", proxy(edge, "/socket.io", SOCKETS_PER_THREAD_MAX))
                    .addPrefixPath("/", proxy(ingest, "", REQUESTS_PER_THREAD_MAX)))
            .build();
    server.start();
    return new Gateway(server);
  }

  private static HttpHandler proxy(URI target, String prefix, int connectionsMax) {
    var client =
        new LoadBalancingProxyClient()
            .addHost(target.resolve(prefix))
            .setConnectionsPerThread(connectionsMax)
            .setMaxQueueSize(QUEUED_MAX)
            .setProblemServerRetry(1);
    return ProxyHandler.builder()
        .setProxyClient(client)
        .setMaxRequestTime((int) REQUEST_MAX.toMillis())
        .setReuseXForwarded(false)
        .build();
  }

  URI url() {
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  @Override
  public void close() {
    server.stop();
  }
}
