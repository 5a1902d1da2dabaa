package io.viatra.chat.runtime.config;

import org.jspecify.annotations.Nullable;

/// A declared configuration key, as help texts and the configuration page show it.
///
/// @param name the environment variable, for example `CHAT_KAFKA_BOOTSTRAP`
/// @param type what is accepted, in words: `string`, `integer 1..65535`, `duration`, `size`,
///   `flag`, `secret`, `uri`, or the choices joined by `|`
/// @param fallback the value taken when the variable is unset; null means that the key is required.
///   Never holds a secret: a secret with a default shows `***`
/// @param description one line for people
public record Key(String name, String type, @Nullable String fallback, String description) {

  /// Whether a service refuses to start without this key.
  public boolean required() {
    return fallback == null;
  }
}
