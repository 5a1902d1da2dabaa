package io.viatra.chat.ingest;

import org.jspecify.annotations.Nullable;

/// One service for all tests that need nothing of their own; it ends with the JVM.
final class SharedIngest {
  private static @Nullable IngestFixture running;

  private SharedIngest() {}

  static synchronized IngestFixture get() throws Exception {
    var fixture = running;
    if (fixture == null) {
      fixture = IngestFixture.start();
      running = fixture;
    }
    return fixture;
  }
}
