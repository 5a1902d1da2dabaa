package io.viatra.chat.runtime.token;

import com.auth0.jwk.Jwk;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.runtime.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where public keys are published. One look costs three seconds and 256 KiB at most, whatever
/// stands there: an endpoint that drips or never ends is an endpoint that is away.
final class KeySource implements AutoCloseable {
  /// A hundred keys with certificates take less.
  static final int BYTES_MAX = 256 * 1024;

  /// From asking to the last byte.
  static final Duration LOOK_MAX = Duration.ofSeconds(3);

  private static final List<String> FIELDS =
      List.of("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y");

  /// By type of key; any other is not for us, and only has to have one.
  private static final Map<Object, List<String>> NEEDED =
      Map.of("RSA", List.of("n", "e"), "EC", List.of("crv", "x", "y"));

  private final HttpRequest request;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LOOK_MAX)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /// @throws IllegalArgumentException unless it is an http or https address
  KeySource(URI url) {
    this.request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
  }

  /// The keys that stand there now, usable or not; what is no key is passed over.
  ///
  /// @throws IOException with words of our own, for what was answered may hold anything
  List<Jwk> look() throws IOException, InterruptedException {
    var answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      HttpResponse<byte[]> whole = answer.get(LOOK_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (whole.statusCode() != 200) {
        throw new IOException("status " + whole.statusCode());
      }
      return keys(StrictJson.asObject(StrictJson.value(whole.body(), BYTES_MAX)).path("keys"));
    } catch (TimeoutException late) {
      throw new IOException("not within " + LOOK_MAX.toSeconds() + " s", late);
    } catch (ExecutionException failed) {
      throw new IOException("no answer within bounds", failed.getCause());
    } catch (JsonProblem problem) {
      throw new IOException(problem.message(), problem);
    } finally {
      answer.cancel(true);
    }
  }

  private static List<Jwk> keys(JsonNode published) throws IOException {
    if (!published.isArray()) {
      throw new IOException("no array of keys");
    }
    List<Jwk> keys = new ArrayList<>();
    for (JsonNode each : published) {
      Map<String, Object> texts = texts(each);
      if (needed(texts).stream().allMatch(texts::containsKey)) {
        keys.add(Jwk.fromValues(texts));
      }
    }
    return keys;
  }

  private static List<String> needed(Map<String, Object> key) {
    Object type = key.get("kty");
    return type == null ? List.of("kty") : NEEDED.getOrDefault(type, List.of());
  }

  /// What matters of a key is text; the library casts without asking, so the rest stays out.
  private static Map<String, Object> texts(JsonNode key) {
    Map<String, Object> texts = new HashMap<>();
    for (String field : FIELDS) {
      if (key.path(field).isTextual()) {
        texts.put(field, key.path(field).textValue());
      }
    }
    return texts;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
