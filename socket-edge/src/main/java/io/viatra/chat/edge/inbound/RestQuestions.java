package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Timer;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Questions to ingest-api with the user's own token, so that the edge needs no database and no
/// rights of its own.
///
/// At most [#IN_FLIGHT_MAX] at once, each for a second; who finds no place within the time-out gets
/// no answer. After half of the last 20 have failed nobody is asked for a second. Thread-safe; a
/// question blocks its thread.
final class RestQuestions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestQuestions.class);

  private static final JsonMapper JSON = new JsonMapper();

  static final int IN_FLIGHT_MAX = 64;
  private static final Duration CONNECT_MAX = Duration.ofMillis(500);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

  /// A conversation of 256 members takes some 40 KB.
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "reads",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(20)
              .minimumNumberOfCalls(10)
              .failureRateThreshold(50)
              .waitDurationInOpenState(Duration.ofSeconds(1))
              .permittedNumberOfCallsInHalfOpenState(3)
              .writableStackTraceEnabled(false)
              .build());
  private final Timer asked;

  RestQuestions(URI base, Metrics metrics) {
    this.base = base;
    this.asked = metrics.timer("chat.reads", "questions to the read model");
    metrics.gauge(
        "chat.reads.inflight",
        "questions under way",
        () -> IN_FLIGHT_MAX - places.availablePermits());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// What came back: a status below 500 and JSON.
  record Answer(int status, JsonNode body) {}

  /// Null where there is no answer, whatever the reason.
  @Nullable Answer get(Session session, String path) {
    HttpResponse<byte[]> answer = ask(session, path);
    if (answer == null || answer.statusCode() >= 500) {
      return null;
    }
    try {
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      // Not the exception: its message quotes the answer.
      log.warn("the read model answered what is no JSON");
      return null;
    }
  }

  /// Null where there is no answer, whatever the reason.
  private @Nullable HttpResponse<byte[]> ask(Session session, String path) {
    boolean placed = false;
    try {
      placed = places.tryAcquire(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (!placed || !breaker.tryAcquirePermission()) {
        return null;
      }
      return guarded(session.credentials().token(), path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      if (placed) {
        places.release();
      }
    }
  }

  private @Nullable HttpResponse<byte[]> guarded(String token, String path)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      var request =
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(ANSWER_MAX)
              .header("Authorization", "Bearer " + token)
              .build();
      var answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
      long took = System.nanoTime() - begin;
      if (answer.statusCode() >= 500) {
        breaker.onError(took, TimeUnit.NANOSECONDS, new IOException("HTTP " + answer.statusCode()));
      } else {
        breaker.onSuccess(took, TimeUnit.NANOSECONDS);
      }
      return answer;
    } catch (IOException e) {
      breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
      log.debug("the read model does not answer", e);
      return null;
    } catch (InterruptedException e) {
      breaker.releasePermission();
      throw e;
    } finally {
      asked.record(Duration.ofNanos(System.nanoTime() - begin));
    }
  }
}
