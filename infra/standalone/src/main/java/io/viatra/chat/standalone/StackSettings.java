package io.viatra.chat.standalone;

import java.nio.file.Path;
import java.time.Duration;

/// What a person may choose of the demo.
///
/// @param data where everything lies and stays
/// @param limits rate limits on; sizes and the number of sockets are limited either way
/// @param ports wanted ports of the three listeners people see; busy ones fall forward
record StackSettings(Path data, boolean limits, Ports ports) {
  /// Cold start on a slow, busy machine; a warm one takes a sixth of it.
  static final Duration READY_MAX = Duration.ofSeconds(90);

  /// Partitions of keyed topics on one machine.
  static final int PARTITIONS = 6;

  record Ports(int gateway, int ingest, int edge) {
    static final Ports USUAL = new Ports(8080, 8081, 8082);
  }
}
