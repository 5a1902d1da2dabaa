package io.viatra.chat.schemas.codec;

import java.util.Map;

/// Where a command lies in `chat.commands.v1`. Every outcome carries it in two headers (rule R3),
/// and clients carry it as the consistency token of read-your-writes.
public record CommandPosition(int partition, long offset) {
  public static final String PARTITION = "cmd-partition";
  public static final String OFFSET = "cmd-offset";

  /// The two headers.
  public Map<String, String> headers() {
    return Map.of(PARTITION, Integer.toString(partition), OFFSET, Long.toString(offset));
  }
}
