package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record of `chat.commands.v1` as it lies there, and as its dead letter would show it: key and
/// value verbatim but bounded, where it came from, and why it lies here.
record Incoming(
    @Nullable Bytes key, @Nullable Bytes value, int partition, long offset, Instant at) {
  /// With key and headers this stays below every default limit of broker and client.
  private static final int VALUE_BYTES_MAX = 512 * 1024;

  private static final int KEY_BYTES_MAX = 4 * 1024;

  /// Headers of the dead letter. Nothing in them is content.
  Map<String, String> coordinates(DeadLetterCode code) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("dlq-topic", Topics.COMMANDS.name());
    headers.put("dlq-partition", Integer.toString(partition));
    headers.put("dlq-offset", Long.toString(offset));
    headers.put("dlq-service", "sequencer");
    headers.put("dlq-error-code", code.text());
    if (isLonger(key, KEY_BYTES_MAX) || isLonger(value, VALUE_BYTES_MAX)) {
      headers.put("dlq-cut", Integer.toString(value == null ? 0 : value.get().length));
    }
    return headers;
  }

  @Nullable Bytes cutKey() {
    return key == null ? null : Bytes.wrap(cut(key, KEY_BYTES_MAX));
  }

  byte @Nullable [] cutValue() {
    return value == null ? null : cut(value, VALUE_BYTES_MAX);
  }

  private static boolean isLonger(@Nullable Bytes bytes, int max) {
    return bytes != null && bytes.get().length > max;
  }

  private static byte[] cut(Bytes bytes, int max) {
    var all = bytes.get();
    return all.length <= max ? all : Arrays.copyOf(all, max);
  }
}
