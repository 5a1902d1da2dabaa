package io.viatra.chat.ingest.openapi;

import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Something that stays the same as long as the process runs, and is not sent to who has it.
final class Document {
  /// Long enough that a page and its documents are one look; short enough after an upgrade.
  private static final String KEPT = "public, max-age=300";

  private final String contentType;
  private final byte[] body;
  private final String tag;
  private final Map<String, String> headers;

  /// @param more headers of its own
  Document(String contentType, byte[] body, Map<String, String> more) {
    this.contentType = contentType;
    this.body = body;
    this.tag = '"' + Digest.hex(body) + '"';
    this.headers = new TreeMap<>(more);
    headers.put("ETag", tag);
    headers.put("Cache-Control", KEPT);
  }

  static Document json(byte[] body) {
    return new Document("application/json", body, Map.of());
  }

  static Document html(String text, String policy) {
    return new Document(
        "text/html; charset=utf-8",
        text.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Security-Policy", policy, "Referrer-Policy", "no-referrer"));
  }

  /// The document, or 304 for who has it.
  Answer answer(Request request) {
    var had = request.header("If-None-Match");
    var answer = had != null && holds(had) ? Answer.empty(304) : Answer.of(200, contentType, body);
    headers.forEach(answer::header);
    return answer;
  }

  /// A list of tags, weak ones too: a proxy that compresses makes ours weak.
  private boolean holds(String tags) {
    return Arrays.stream(tags.split(",", -1))
        .map(String::strip)
        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }
}
