package io.viatra.chat.runtime.redis;

/// Redis did not answer in time, or the breaker did not let the call through. Says nothing of
/// whether the call took effect.
public final class RedisUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(Throwable cause) {
    super("Redis is not available", cause, false, false);
  }
}
