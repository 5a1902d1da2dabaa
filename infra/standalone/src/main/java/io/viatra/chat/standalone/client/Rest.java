package io.viatra.chat.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The REST API as one person uses it: with their token, and with the consistency token of their
/// last write on every read.
public final class Rest {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(ANSWER_MAX)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI origin;
  private final String token;
  private @Nullable String lastWrite;

  /// Talks to `origin`, such as `http://127.0.0.1:8080`, as whom the token names.
  public Rest(URI origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  /// An answer that is not what the caller can go on with.
  public static final class UnexpectedAnswer extends IOException {
    private static final long serialVersionUID = 1;
    private static final int HTTP_UNAVAILABLE = 503;

    private final int status;
    private final String body;

    UnexpectedAnswer(String call, int status, String body) {
      super(call + " answered " + status + " " + body);
      this.status = status;
      this.body = body;
    }

    public String body() {
      return body;
    }

    public int status() {
      return status;
    }

    /// The server asks to come again.
    public boolean isUnavailable() {
      return status == HTTP_UNAVAILABLE;
    }
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// Any JSON, such as the body of an [UnexpectedAnswer].
  public static JsonNode read(String json) throws IOException {
    return JSON.readTree(json);
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return call("GET", path, null);
  }

  public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    return call("POST", path, body);
  }

  public JsonNode put(String path, ObjectNode body) throws IOException, InterruptedException {
    return call("PUT", path, body);
  }

  public JsonNode patch(String path, ObjectNode body) throws IOException, InterruptedException {
    return call("PATCH", path, body);
  }

  public JsonNode delete(String path) throws IOException, InterruptedException {
    return call("DELETE", path, null);
  }

  /// The JSON of a 2xx answer, missing where there is none.
  private JsonNode call(String method, String path, @Nullable ObjectNode body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(origin.resolve(path))
            .timeout(ANSWER_MAX)
            .header("Authorization", "Bearer " + token);
    if (lastWrite != null) {
      request.header("X-Chat-Token", lastWrite);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    response.headers().firstValue("X-Chat-Token").ifPresent(write -> lastWrite = write);
    if (response.statusCode() / 100 != 2) {
      throw new UnexpectedAnswer(method + " " + path, response.statusCode(), response.body());
    }
    return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
  }
}
