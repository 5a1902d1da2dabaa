package io.viatra.chat.push;

import io.viatra.chat.schemas.push.PushRequest;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A request with the record that it came in.
///
/// @param due when a retry may really be tried; later than the request's `notBefore` where FCM
///   wished for a long pause, see [RequestReader#DUE]. Null is at once
record PushTask(PushRequest request, ConsumerRecord<byte[], byte[]> record, @Nullable Instant due) {

  /// Whether its record has to stay where it is for now.
  boolean isEarly(Instant now) {
    Instant notBefore = request.notBefore();
    return notBefore != null && notBefore.isAfter(now);
  }
}
