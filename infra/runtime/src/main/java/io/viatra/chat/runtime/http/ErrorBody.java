package io.viatra.chat.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/// The contract's error object on REST: `{"error":{"code","message","requestId","retryAfterMs"?}}`.
final class ErrorBody {
  private ErrorBody() {}

  static Answer answer(ApiError error, String requestId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = body.putObject("error");
    inner.put("code", error.code().name());
    inner.put("message", error.message());
    inner.put("requestId", requestId);
    Answer answer = Answer.json(error.status(), body);
    Duration retryAfter = error.retryAfter();
    if (retryAfter == null) {
      return answer;
    }
    inner.put("retryAfterMs", retryAfter.toMillis());
    // Whole seconds, rounded up: a client that obeys must not come back too early.
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return Answer.json(error.status(), body).header("Retry-After", Long.toString(seconds));
  }
}
