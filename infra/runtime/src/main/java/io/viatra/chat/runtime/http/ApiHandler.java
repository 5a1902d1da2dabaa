package io.viatra.chat.runtime.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.runtime.metrics.Metrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The root of a REST service. In order: request id, origin, method, route, query, admission, body,
/// handler, answer. All but the handler run on the I/O thread and are cheap.
///
/// The answer goes back to the connection's I/O thread before it is written. Written by the
/// handler's thread it would need a buffer that Undertow does not pool for virtual threads, and its
/// end would wake the I/O thread, which then spins until the handler's thread has gone on: a fifth
/// of all CPU time under load.
public final class ApiHandler implements HttpHandler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApiHandler.class);

  /// One line for each request, on the I/O thread: `logback.xml` has a queue for it.
  private static final Logger access = LoggerFactory.getLogger("io.viatra.chat.access");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Router router;
  private final Origins origins;
  private final BodyReader bodies;
  private final Semaphore admission;
  private final Counter refused;
  private final Metrics metrics;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());

  /// @param ownHeaders headers of the service that browser scripts may send and read
  public ApiHandler(Router router, HttpSettings settings, Set<String> ownHeaders, Metrics metrics) {
    this.router = router;
    this.origins = new Origins(settings.origins(), ownHeaders);
    this.bodies = new BodyReader(settings.bodyBytesMax());
    this.admission = new Semaphore(settings.requestsMax());
    this.metrics = metrics;
    this.refused =
        metrics.counter("http.requests.refused", "requests beyond the bound of those in flight");
    int max = settings.requestsMax();
    metrics.gauge(
        "http.requests.inflight", "requests in flight", () -> max - admission.availablePermits());
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Call call = new Call(exchange, RequestIds.of(exchange), System.nanoTime());
    exchange.getResponseHeaders().put(RequestIds.HEADER, call.id);
    exchange.addExchangeCompleteListener(call);
    try {
      begin(call);
    } catch (ApiError error) {
      send(call, ErrorBody.answer(error, call.id));
    }
  }

  /// Ends the handlers' threads; the server in front of it is closed first.
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void begin(Call call) {
    HttpServerExchange exchange = call.exchange;
    String method = exchange.getRequestMethod().toString();
    if (!origins.allows(exchange)) {
      throw ApiError.of(ErrorCode.FORBIDDEN, "the origin is not allowed");
    }
    origins.mark(exchange);
    if (!METHODS.contains(method)) {
      throw ApiError.invalid(405, "the method is not allowed");
    }
    Router.Match match = router.match(exchange.getRequestPath());
    if (match == null) {
      throw ApiError.notFound();
    }
    call.template = match.route().template();
    Map<String, Handler> handlers = match.route().methods();
    if (method.equals("OPTIONS")) {
      origins.markPreflight(exchange, allow(handlers));
      send(call, Answer.empty(204).header("Allow", allow(handlers)));
      return;
    }
    Handler handler = handlers.get(method.equals("HEAD") ? "GET" : method);
    if (handler == null) {
      exchange.getResponseHeaders().put(Headers.ALLOW, allow(handlers));
      throw ApiError.invalid(405, "the method is not allowed");
    }
    Map<String, String> query = Percent.query(exchange.getQueryString());
    if (!admission.tryAcquire()) {
      refused.increment();
      throw ApiError.unavailable(Duration.ofSeconds(1));
    }
    call.admitted = true;
    bodies.read(
        exchange,
        body ->
            handOver(
                call, handler, new Request(exchange, call.id, match.parameters(), query, body)),
        error -> send(call, ErrorBody.answer(error, call.id)));
  }

  private void handOver(Call call, Handler handler, Request request) {
    call.exchange.dispatch(
        threads,
        same -> {
          Answer answer = answer(handler, request);
          same.dispatch(same.getIoThread(), _ -> send(call, answer));
        });
  }

  private static Answer answer(Handler handler, Request request) {
    MDC.put("requestId", request.id());
    try {
      return handler.handle(request);
    } catch (ApiError error) {
      return ErrorBody.answer(error, request.id());
    } catch (JsonProblem problem) {
      ErrorCode code =
          problem.reason() == JsonProblem.Reason.TOO_LARGE
              ? ErrorCode.TOO_LARGE
              : ErrorCode.INVALID;
      return ErrorBody.answer(ApiError.of(code, problem.message()), request.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ErrorBody.answer(ApiError.unavailable(Duration.ofSeconds(1)), request.id());
    } catch (Exception e) {
      log.error("a request failed", e);
      return ErrorBody.answer(ApiError.of(ErrorCode.INTERNAL), request.id());
    } finally {
      MDC.remove("requestId");
    }
  }

  private static void send(Call call, Answer answer) {
    HttpServerExchange exchange = call.exchange;
    exchange.setStatusCode(answer.status());
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
    answer.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
    if (answer.contentType().isEmpty()) {
      exchange.endExchange();
      return;
    }
    headers.put(Headers.CONTENT_TYPE, answer.contentType());
    exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
  }

  /// Looking a meter up by its tags costs more than recording. As many as there are routes and
  /// statuses.
  private Timer timer(Kind kind) {
    return timers.computeIfAbsent(
        kind,
        k ->
            metrics.timer(
                "http.requests",
                "requests",
                "method",
                k.method,
                "route",
                k.route,
                "status",
                k.status));
  }

  /// What requests are told apart by in meters.
  private record Kind(String method, String route, String status) {}

  private static String allow(Map<String, Handler> handlers) {
    return String.join(", ", new TreeSet<>(handlers.keySet()));
  }

  /// One request from its head to its last byte.
  private final class Call implements ExchangeCompletionListener {
    private final HttpServerExchange exchange;
    private final String id;
    private final long begin;
    private String template = "-";
    private boolean admitted;

    Call(HttpServerExchange exchange, String id, long begin) {
      this.exchange = exchange;
      this.id = id;
      this.begin = begin;
    }

    @Override
    public void exchangeEvent(HttpServerExchange same, NextListener next) {
      if (admitted) {
        admission.release();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      String given = exchange.getRequestMethod().toString();
      String method = METHODS.contains(given) ? given : "other";
      String status = Integer.toString(exchange.getStatusCode());
      timer(new Kind(method, template, status)).record(took);
      access.info("{} {} {} {} ms {}", method, template, status, took.toMillis(), id);
      next.proceed();
    }
  }
}
