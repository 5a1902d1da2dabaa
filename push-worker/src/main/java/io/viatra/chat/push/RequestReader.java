package io.viatra.chat.push;

import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Turns records into tasks. Pure.
final class RequestReader {
  /// Header of a retry that is due later than its `notBefore` says, as ISO-8601. Records of one
  /// partition wait in line, so none may wait for long: one that has to is moved to the end of the
  /// line in steps.
  static final String DUE = "push-due";

  private RequestReader() {}

  /// @throws PoisonException when it can never be handled
  static PushTask read(ConsumerRecord<byte[], byte[]> record) {
    // Retries have the same codec.
    return switch (Topics.PUSH_REQUESTS.codec().decode(record.value())) {
      case Decoded.Malformed<PushRequest>(var reason) -> throw new PoisonException(code(reason));
      case Decoded.Value<PushRequest>(var request) -> {
        byte[] key = record.key();
        if (key == null || !new String(key, StandardCharsets.UTF_8).equals(request.userId())) {
          throw new PoisonException("FOREIGN_KEY");
        }
        yield new PushTask(request, record, due(record));
      }
    };
  }

  /// `not-json` is `NOT_JSON`.
  private static String code(String reason) {
    return reason.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static @Nullable Instant due(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(DUE);
    if (header == null || header.value() == null) {
      return null;
    }
    try {
      return Instant.parse(new String(header.value(), StandardCharsets.UTF_8));
    } catch (DateTimeException e) {
      throw new PoisonException("OUT_OF_BOUNDS");
    }
  }
}
