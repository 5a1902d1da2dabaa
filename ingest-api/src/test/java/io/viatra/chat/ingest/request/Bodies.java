package io.viatra.chat.ingest.request;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.runtime.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Bodies for tests, in JSON with single quotes.
final class Bodies {
  private Bodies() {}

  static JsonFields fields(String json) {
    return new JsonFields(
        StrictJson.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  /// The code that a body is refused with.
  static ErrorCode code(ThrowingCallable reading) {
    var error = catchThrowableOfType(RuntimeException.class, reading);
    return switch (error) {
      case ApiError api -> api.code();
      case JsonProblem _ -> ErrorCode.INVALID;
      default -> throw new AssertionError("not refused", Objects.requireNonNull(error));
    };
  }
}
