package io.viatra.chat.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a handler answers: a status, headers, a body. Immutable apart from being built.
public final class Answer {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Answer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  /// JSON from a tree.
  public static Answer json(int status, JsonNode body) {
    try {
      return json(status, MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  /// JSON that is written already; the array is not copied and must not change.
  public static Answer json(int status, byte[] utf8) {
    return new Answer(status, "application/json", utf8);
  }

  /// Any other content, for pages and documents.
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body);
  }

  /// A status alone, mostly 204.
  public static Answer empty(int status) {
    return new Answer(status, "", new byte[0]);
  }

  /// Adds a header; the value must not hold line breaks. Answers itself.
  public Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// The status.
  public int status() {
    return status;
  }

  /// The content type, empty for none.
  public String contentType() {
    return contentType;
  }

  /// The body itself, not a copy.
  public byte[] body() {
    return body;
  }

  /// The added headers.
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }
}
