package io.viatra.chat.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// REST as one person uses it through a balancer: each call goes to another node than the last,
/// with the consistency token of the last write, whichever node took it. Where a node does not
/// answer, or asks to come again, the same call with the same body goes to the next. Thread-safe.
final class InTurn {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int TRIES_MAX = 40;

  private final List<URI> nodes;
  private final String token;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<@Nullable String> lastWrite = new AtomicReference<>();

  InTurn(List<URI> nodes, String token) {
    this.nodes = List.copyOf(nodes);
    this.token = token;
  }

  /// What one node answered.
  record Answer(int status, JsonNode body, boolean stale) {}

  JsonNode get(String path) throws InterruptedException {
    return ok(call("GET", path, null));
  }

  JsonNode ok(Answer answer) {
    if (answer.status / 100 != 2) {
      throw new AssertionError("answered " + answer);
    }
    return answer.body;
  }

  /// The first answer other than that the node is not there.
  Answer call(String method, String path, @Nullable ObjectNode body) throws InterruptedException {
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      try {
        var answer = at(nodes.get(calls.getAndIncrement() % nodes.size()), method, path, body);
        if (answer.status != 503) {
          return answer;
        }
        // As the answer asks for; a node that was killed needs no pause.
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      } catch (IOException gone) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    throw new AssertionError("nobody answers " + method + " " + path);
  }

  /// What that node answers.
  Answer at(URI node, String method, String path, @Nullable ObjectNode body)
      throws IOException, InterruptedException {
    BodyPublisher sent =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString(), UTF_8);
    var request =
        HttpRequest.newBuilder(node.resolve(path))
            .timeout(ANSWER_MAX)
            .header("Authorization", "Bearer " + token)
            .method(method, sent);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    var write = lastWrite.get();
    if (write != null) {
      request.header("X-Chat-Token", write);
    }
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    response.headers().firstValue("X-Chat-Token").ifPresent(lastWrite::set);
    return new Answer(
        response.statusCode(),
        response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body()),
        response.headers().firstValue("X-Chat-Stale").isPresent());
  }
}
