package io.viatra.chat.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiHandlerTest {
  private final CountDownLatch entered = new CountDownLatch(2);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicReference<Thread> handlerThread = new AtomicReference<>();
  private final Metrics metrics = new Metrics("test");
  private final ApiHandler api =
      new ApiHandler(
          Router.builder()
              .get("/slow", this::slow)
              .get("/limited", request -> limited())
              .get("/fields/{a}/literal", request -> Answer.json(200, new byte[] {'1'}))
              .get("/fields/known/{b}", request -> Answer.json(200, new byte[] {'2'}))
              .build(),
          new HttpSettings("127.0.0.1", 0, Set.of(), 1024, 2, Duration.ofSeconds(5)),
          Set.of(),
          metrics);
  private final HttpServer server =
      HttpServer.open(
          new HttpSettings("127.0.0.1", 0, Set.of(), 1024, 2, Duration.ofSeconds(5)), api);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    release.countDown();
    server.close();
    api.close();
    client.close();
  }

  @Test
  void beyondTheBoundOfRequestsInFlightTheAnswerIs503AtOnce() throws Exception {
    var first = sendAsync("/slow");
    var second = sendAsync("/slow");
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    HttpResponse<String> third = send("/slow");
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(third.body()).contains("\"UNAVAILABLE\"", "\"retryAfterMs\":1000");
    assertThat(metrics.scrape()).contains("http_requests_refused_total{service=\"test\"} 1.0");
    release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(send("/slow").statusCode()).isEqualTo(204);
  }

  @Test
  void handlersRunOnVirtualThreads() throws Exception {
    release.countDown();
    send("/slow");
    assertThat(handlerThread.get().isVirtual()).isTrue();
  }

  @Test
  void aRateLimitSaysWhenToComeBack() throws Exception {
    HttpResponse<String> answer = send("/limited");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.body())
        .startsWith("{\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"")
        .contains("\"requestId\":\"", "\"retryAfterMs\":1500");
  }

  @Test
  void aLiteralSegmentWinsOverAParameter() throws Exception {
    assertThat(send("/fields/known/literal").statusCode()).isEqualTo(200);
    assertThat(send("/fields/known/else").body()).isEqualTo("2");
    assertThat(send("/fields/else/literal").body()).isEqualTo("1");
  }

  @Test
  void closingWaitsForRequestsInFlight() throws Exception {
    var inFlight = sendAsync("/slow");
    while (handlerThread.get() == null) {
      Thread.onSpinWait();
    }
    Thread closing = Thread.ofVirtual().start(server::close);
    release.countDown();
    assertThat(inFlight.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void metersNameTheTemplateAndNeverThePath() throws Exception {
    send("/fields/canary/literal");
    send("/canary");
    assertThat(metrics.scrape()).contains("route=\"/fields/{a}/literal\"").doesNotContain("canary");
  }

  private Answer slow(Request request) throws InterruptedException {
    handlerThread.set(Thread.currentThread());
    entered.countDown();
    release.await();
    return Answer.empty(204);
  }

  private static Answer limited() {
    throw ApiError.rateLimited(Duration.ofMillis(1_500));
  }

  private HttpResponse<String> send(String path) throws Exception {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(String path) {
    return client.sendAsync(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).build();
  }
}
