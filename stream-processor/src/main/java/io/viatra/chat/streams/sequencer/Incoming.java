package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record of `chat.commands.v1` as it lies there, and as its dead letter would show it: key and
/// value verbatim but bounded, where it came from, and why it lies here.
record Incoming(
    @Nullable Bytes key, @Nullable Bytes value, int partition, long offset, Instant at) {
  /// Headers of the dead letter. Nothing in them is content.
  Map<String, String> coordinates(DeadLetterCode code) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("dlq-topic", Topics.COMMANDS.name());
    headers.put("dlq-partition", Integer.toString(partition));
    headers.put("dlq-offset", Long.toString(offset));
    headers.put("dlq-service", "sequencer");
    headers.put("dlq-error-code", code.text());
    var cut = kept().cut();
    if (cut != null) {
      headers.put("dlq-cut", cut.toString());
    }
    return headers;
  }

  Kept kept() {
    return Kept.of(key == null ? null : key.get(), value == null ? null : value.get());
  }
}
