package io.viatra.chat.runtime.limits;

import io.viatra.chat.runtime.config.Env;

/// Whether rate limits are on. Switching them off is for load tests; sizes and bounds of
/// connections are no rates and stay.
///
/// @param on whether anything is counted at all
public record LimitSettings(boolean on) {

  /// Reads `CHAT_LIMITS`.
  public static LimitSettings from(Env env) {
    return new LimitSettings(
        env.flag("CHAT_LIMITS", true, "rate limits; off is for load tests only"));
  }
}
