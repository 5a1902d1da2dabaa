package io.viatra.chat.testkit;

import static io.viatra.chat.testkit.FcmAnswer.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.viatra.chat.testkit.FcmBehaviour.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// The paths of the fake FCM:
/// - `POST /v1/projects/{project}/messages:send`, as FCM's
/// - `GET /received`: `{total, dropped, received: [{number, at, project, token, status, message}]}`
/// - `DELETE /received`
/// - `PUT /behaviour/{token}` with `{kind, times?, delayMs?, retryAfterSeconds?}`, token `*` for
///   all
/// - `DELETE /behaviour/{token}`
///
/// Runs on one virtual thread per request.
final class FakeFcmHandler implements HttpHandler {
  private static final Pattern SEND = Pattern.compile("/v1/projects/([^/]+)/messages:send");
  private static final Pattern BEHAVIOUR = Pattern.compile("/behaviour/(.+)");

  /// Far above the largest valid message; what is longer is cut and then no JSON.
  private static final int BODY_BYTES_MAX = 256 * 1024;

  private final FcmMemory memory;
  private final CountDownLatch released = new CountDownLatch(1);

  FakeFcmHandler(FcmMemory memory) {
    this.memory = memory;
  }

  /// Ends all waits, now and from now on.
  void release() {
    released.countDown();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Matcher send = SEND.matcher(path);
      Matcher behaviour = BEHAVIOUR.matcher(path);
      String method = exchange.getRequestMethod();
      if (method.equals("POST") && send.matches()) {
        send(exchange, send.group(1));
      } else if (path.equals("/received") && method.equals("GET")) {
        answer(exchange, new FcmAnswer(200, received()));
      } else if (path.equals("/received") && method.equals("DELETE")) {
        memory.clearReceived();
        exchange.sendResponseHeaders(204, -1);
      } else if (behaviour.matches() && method.equals("PUT")) {
        program(exchange, behaviour.group(1));
      } else if (behaviour.matches() && method.equals("DELETE")) {
        memory.forget(behaviour.group(1));
        exchange.sendResponseHeaders(204, -1);
      } else {
        answer(exchange, FcmAnswer.notFound());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, String project)
      throws IOException, InterruptedException {
    if (!isAuthorised(exchange)) {
      answer(exchange, FcmAnswer.unauthenticated());
      return;
    }
    Optional<JsonNode> request = body(exchange);
    Optional<FcmViolation> violation =
        request
            .map(FcmMessageRules::violation)
            .orElse(Optional.of(new FcmViolation("", "Invalid JSON payload received.")));
    if (violation.isPresent()) {
      answer(exchange, FcmAnswer.badRequest(violation.get()));
      return;
    }
    JsonNode message = FcmSchema.field(request.orElseThrow(), "message");
    String token = FcmSchema.field(message, "token").asText();
    FcmBehaviour behaviour = memory.next(token);
    long number = memory.record(project, token, status(behaviour.kind()), message);
    behave(exchange, behaviour, FcmAnswer.accepted(project, number));
  }

  /// Any token will do: signing in is Google's, but a request that forgot to is a bug of ours.
  private static boolean isAuthorised(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null
        && header.toLowerCase(Locale.ROOT).startsWith("bearer ")
        && header.length() > "bearer ".length();
  }

  /// What goes into the memory, before the answer goes out: a hung request is to be seen as well.
  private static int status(Kind kind) {
    return switch (kind) {
      case ACCEPTED -> 200;
      case HANGING, DISCONNECTING -> 0;
      case UNREGISTERED,
          SENDER_ID_MISMATCH,
          QUOTA_EXCEEDED,
          INTERNAL,
          UNAVAILABLE,
          INVALID_ARGUMENT ->
          refusal(kind).status();
    };
  }

  private static FcmAnswer refusal(Kind kind) {
    return switch (kind) {
      case UNREGISTERED -> FcmAnswer.unregistered();
      case SENDER_ID_MISMATCH -> FcmAnswer.senderIdMismatch();
      case QUOTA_EXCEEDED -> FcmAnswer.quotaExceeded();
      case INTERNAL -> FcmAnswer.internal();
      case UNAVAILABLE -> FcmAnswer.unavailable();
      case INVALID_ARGUMENT ->
          FcmAnswer.badRequest(
              new FcmViolation(
                  "message.token", "The registration token is not a valid FCM registration token"));
      case ACCEPTED, HANGING, DISCONNECTING ->
          throw new IllegalArgumentException("no refusal: " + kind);
    };
  }

  private void behave(HttpExchange exchange, FcmBehaviour behaviour, FcmAnswer accepted)
      throws IOException, InterruptedException {
    await(behaviour.delay());
    switch (behaviour.kind()) {
      case ACCEPTED -> answer(exchange, accepted);
      case HANGING -> await(FcmBehaviour.DELAY_MAX);
      // Returning without a response: the exchange is closed with its connection.
      case DISCONNECTING -> {}
      case UNREGISTERED,
          SENDER_ID_MISMATCH,
          QUOTA_EXCEEDED,
          INTERNAL,
          UNAVAILABLE,
          INVALID_ARGUMENT -> {
        if (!behaviour.retryAfter().isZero()) {
          long seconds = behaviour.retryAfter().toSeconds();
          exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
        }
        answer(exchange, refusal(behaviour.kind()));
      }
    }
  }

  /// Waits for the time, or for the end of the server.
  private void await(Duration wait) throws InterruptedException {
    if (wait.isPositive()) {
      released.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// `Kind.valueOf` and the bounds of a behaviour throw the same exception for what they refuse.
  private void program(HttpExchange exchange, String token) throws IOException {
    try {
      JsonNode body = body(exchange).orElseThrow(() -> new IllegalArgumentException("no JSON"));
      memory.program(
          token,
          new FcmBehaviour(
              Kind.valueOf(body.path("kind").asText()),
              body.path("times").asInt(FcmBehaviour.FOR_EVER),
              Duration.ofMillis(body.path("delayMs").asLong(0)),
              Duration.ofSeconds(body.path("retryAfterSeconds").asLong(0))));
      exchange.sendResponseHeaders(204, -1);
    } catch (IllegalArgumentException unknown) {
      answer(
          exchange, FcmAnswer.badRequest(new FcmViolation("behaviour", "Unknown kind or bounds.")));
    }
  }

  /// Everything at once: 10,000 small messages are some megabytes, and only tests and people ask.
  private ObjectNode received() {
    FcmMemory.Snapshot snapshot = memory.snapshot();
    ObjectNode body = JSON.createObjectNode();
    body.put("total", snapshot.total()).put("dropped", snapshot.dropped());
    ArrayNode pushes = body.putArray("received");
    for (ReceivedPush push : snapshot.received()) {
      pushes
          .addObject()
          .put("number", push.number())
          .put("at", push.at().toString())
          .put("project", push.project())
          .put("token", push.token())
          .put("status", push.status())
          .set("message", push.message());
    }
    return body;
  }

  /// Client libraries may zip what they send.
  private static Optional<JsonNode> body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream raw = exchange.getRequestBody();
    try (InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
      return Optional.of(JSON.readTree(in.readNBytes(BODY_BYTES_MAX)));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static void answer(HttpExchange exchange, FcmAnswer answer) throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
