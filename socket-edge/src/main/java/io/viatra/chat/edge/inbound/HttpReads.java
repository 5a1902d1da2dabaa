package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Timer;
import io.viatra.chat.edge.presence.Circle;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The read model by way of ingest-api's REST, with the user's own token, so that the edge needs no
/// database and no rights of its own.
///
/// At most [#IN_FLIGHT_MAX] questions at once, each for a second; who finds no place within the
/// time-out gets no answer. After half of the last 20 have failed nobody is asked for a second.
public final class HttpReads implements Reads, Circle, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpReads.class);

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

  /// @param base of ingest-api, without a path
  public HttpReads(URI base, Metrics metrics) {
    this.base = base;
    this.asked = metrics.timer("chat.reads", "questions to the read model");
    metrics.gauge(
        "chat.reads.inflight",
        "questions under way",
        () -> IN_FLIGHT_MAX - places.availablePermits());
  }

  @Override
  public Conversation conversation(Session session, UUID conversationId) {
    HttpResponse<byte[]> answer = ask(session, "/api/v1/chat/conversations/" + conversationId);
    if (answer == null) {
      return new Conversation.Unreachable();
    }
    return switch (answer.statusCode()) {
      case 200 -> found(session.userId(), answer.body());
      case 404 -> new Conversation.Absent();
      default -> new Conversation.Unreachable();
    };
  }

  @Override
  public Message message(Session session, UUID conversationId, UUID messageId) {
    HttpResponse<byte[]> answer =
        ask(
            session,
            "/api/v1/chat/conversations/"
                + conversationId
                + "/messages?limit=1&around="
                + messageId);
    if (answer == null) {
      return Message.UNREACHABLE;
    }
    return switch (answer.statusCode()) {
      case 200 -> Message.FOUND;
      case 400, 404 -> Message.ABSENT;
      default -> Message.UNREACHABLE;
    };
  }

  @Override
  public Optional<Set<String>> among(Session session, Collection<String> userIds) {
    // User ids are of characters that need no escape in a query.
    HttpResponse<byte[]> answer =
        ask(session, "/api/v1/chat/presence?userIds=" + String.join(",", userIds));
    if (answer == null || answer.statusCode() != 200) {
      return Optional.empty();
    }
    return userIds(answer.body(), "/users");
  }

  @Override
  public Optional<Set<String>> members(Session session, UUID conversationId) {
    HttpResponse<byte[]> answer = ask(session, "/api/v1/chat/conversations/" + conversationId);
    if (answer == null) {
      return Optional.empty();
    }
    return switch (answer.statusCode()) {
      case 200 -> userIds(answer.body(), "/conversation/participants");
      case 404 -> Optional.of(Set.of());
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static Optional<Set<String>> userIds(byte[] body, String list) {
    try {
      Set<String> ids = new HashSet<>();
      for (JsonNode each : JSON.readTree(body).at(list)) {
        ids.add(each.path("userId").asText());
      }
      return Optional.of(ids);
    } catch (IOException e) {
      log.warn("the read model answered what is no list of people");
      return Optional.empty();
    }
  }

  private static Conversation found(String userId, byte[] body) {
    try {
      JsonNode conversation = JSON.readTree(body).path("conversation");
      long readSeq = 0;
      for (JsonNode participant : conversation.path("participants")) {
        if (participant.path("userId").asText().equals(userId)) {
          readSeq = participant.path("readSeq").asLong();
        }
      }
      return new Conversation.Found(conversation.path("lastSeq").asLong(), readSeq);
    } catch (IOException e) {
      // Not the exception: its message quotes the answer.
      log.warn("the read model answered what is no conversation");
      return new Conversation.Unreachable();
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
