package io.viatra.chat.ingest.cache;

import io.viatra.chat.runtime.config.Env;

/// Whether anything of the read model is kept elsewhere, and how much of it here.
///
/// @param on off for who must not have content in Redis
/// @param nearBytesMax of entries in this process, as written; in memory they take two to three
///   times as much. 0 keeps none here
public record CacheSettings(boolean on, long nearBytesMax) {
  private static final long NEAR = 16L << 20;

  /// Reads `CHAT_CACHE` and `CHAT_INGEST_CACHE_NEAR_MAX`.
  public static CacheSettings from(Env env) {
    return new CacheSettings(
        env.flag(
            "CHAT_CACHE",
            true,
            "caches of messages and rosters, in Redis too; off keeps content out of it"),
        env.size(
            "CHAT_INGEST_CACHE_NEAR_MAX",
            NEAR,
            "cached entries in ingest-api's own memory, as written; 0 for none"));
  }
}
