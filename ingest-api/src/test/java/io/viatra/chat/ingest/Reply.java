package io.viatra.chat.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.ingest.openapi.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// What the API answered.
record Reply(int status, String text, HttpResponse<String> raw) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.body(), response);
  }

  Call.Answered answered() {
    return new Call.Answered(status, raw.headers().map(), text);
  }

  /// The body, or a part of it by a JSON pointer.
  JsonNode at(String pointer) {
    try {
      return MAPPER.readTree(text).at(pointer);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /// The code of an error.
  String code() {
    return at("/error/code").asText();
  }

  @Nullable String header(String name) {
    return raw.headers().firstValue(name).orElse(null);
  }

  /// What to hand back to read this write.
  String token() {
    return raw.headers().firstValue("X-Chat-Token").orElseThrow();
  }

  /// An error without its request id, the one part that tells two of them apart.
  String withoutRequestId() {
    return text.replace(at("/error/requestId").asText(), "");
  }
}
