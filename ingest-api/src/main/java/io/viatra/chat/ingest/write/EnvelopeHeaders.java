package io.viatra.chat.ingest.write;

import io.viatra.chat.schemas.codec.CloudEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A CloudEvents envelope as record headers.
final class EnvelopeHeaders {
  private EnvelopeHeaders() {}

  static Headers of(CloudEvent envelope) {
    var headers = new RecordHeaders();
    envelope
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }
}
