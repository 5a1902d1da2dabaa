package io.viatra.chat.ingest.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The level in this process: the same entries, read already. Bounded by their size as written; the
/// least used go first. An entry lives as long here as in Redis, from when it came here.
final class Near {
  /// @param bytes as written
  private record Held(Wanted<?> as, Object value, int bytes) {}

  private final boolean on;
  private final com.github.benmanes.caffeine.cache.Cache<String, Held> held;

  /// @param bytesMax 0 keeps nothing, not even for the moment until it would be put out
  Near(long bytesMax) {
    on = bytesMax > 0;
    held =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .weigher((String key, Held entry) -> key.length() + entry.bytes)
            .expireAfter(Expiry.writing((String key, Held entry) -> kept(entry)))
            .build();
  }

  /// The value of exactly that state.
  @Nullable Object find(Wanted<?> wanted) {
    var found = held.getIfPresent(wanted.key());
    return found != null && found.as.stamp().equals(wanted.stamp()) ? found.value : null;
  }

  void keep(Wanted<?> as, Object value, int bytes) {
    if (on) {
      held.put(as.key(), new Held(as, value, bytes));
    }
  }

  long size() {
    return held.estimatedSize();
  }

  private static Duration kept(Held entry) {
    return entry.as.shelf().kept();
  }
}
