package io.viatra.chat.runtime.health;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.viatra.chat.runtime.metrics.Metrics;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The admin port: `GET /livez` (200 while the process answers), `GET /readyz` (200 or 503 with
/// JSON `{"ready":true,"checks":{"kafka":true}}`), `GET /metrics` (Prometheus text), and pages of
/// JSON that a service adds. It carries no authentication and no user data, and belongs on a
/// network that clients cannot reach.
public final class AdminServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Undertow server;
  private final ExecutorService threads;
  private final URI url;
  private final Map<String, Supplier<String>> pages;

  private AdminServer(
      Undertow server, ExecutorService threads, URI url, Map<String, Supplier<String>> pages) {
    this.server = server;
    this.threads = threads;
    this.url = url;
    this.pages = pages;
  }

  /// Binds and answers at once.
  ///
  /// @param host the address to bind, for example `0.0.0.0`
  /// @param port 0 takes any free one
  /// @throws RuntimeException when the port is taken
  public static AdminServer open(String host, int port, Readiness readiness, Metrics metrics) {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
    Map<String, Supplier<String>> pages = new ConcurrentHashMap<>();
    HttpHandler routes = exchange -> route(exchange, readiness, metrics, pages);
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, host)
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 1024L)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 10_000)
            .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 1_000)
            .setHandler(exchange -> exchange.dispatch(threads, routes))
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      threads.close();
      throw e;
    }
    InetSocketAddress bound = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    String shown = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    URI url = URI.create("http://" + shown + ":" + bound.getPort());
    return new AdminServer(server, threads, url, pages);
  }

  /// Answers `GET` of one more path, from now on.
  ///
  /// @param json is asked for each request, by a thread of its own, and must be thread-safe
  public void page(String path, Supplier<String> json) {
    pages.put(path, json);
  }

  /// Where it answers, without a path; the loopback address when bound to all.
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    server.stop();
    threads.close();
  }

  private static void route(
      HttpServerExchange exchange,
      Readiness readiness,
      Metrics metrics,
      Map<String, Supplier<String>> pages) {
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      exchange.setStatusCode(405).endExchange();
      return;
    }
    switch (exchange.getRequestPath()) {
      case "/livez" -> send(exchange, 200, JSON, "{\"alive\":true}");
      case "/readyz" -> {
        Readiness.Report report = readiness.report();
        send(exchange, report.ready() ? 200 : 503, JSON, json(report));
      }
      case "/metrics" -> send(exchange, 200, PROMETHEUS, metrics.scrape());
      default -> {
        Supplier<String> page = pages.get(exchange.getRequestPath());
        if (page == null) {
          exchange.setStatusCode(404).endExchange();
        } else {
          send(exchange, 200, JSON, page.get());
        }
      }
    }
  }

  /// Names of checks are identifiers chosen in code, so nothing needs escaping.
  private static String json(Readiness.Report report) {
    return report.checks().entrySet().stream()
        .map(check -> "\"" + check.getKey() + "\":" + check.getValue())
        .collect(Collectors.joining(",", "{\"ready\":" + report.ready() + ",\"checks\":{", "}}"));
  }

  private static void send(HttpServerExchange exchange, int status, String type, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(body);
  }
}
