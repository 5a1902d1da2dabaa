package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Rate;
import java.time.Duration;

/// How often somebody may do what over REST; the first two also over sockets. `EdgeRates` declares
/// those once more, for services know nothing of each other; `ConfigurationPageTest` holds a key to
/// one default and one meaning in all services, and [Limits] says which bucket is shared.
///
/// @param user messages and changes of a user
/// @param conversation messages and changes in a conversation
/// @param creations conversations begun by a user
public record Rates(Rate user, Rate conversation, Rate creations) {

  /// Reads `CHAT_LIMITS_MESSAGES_USER`, `_MESSAGES_CONVERSATION` and `_CREATIONS`.
  public static Rates from(Env env) {
    return new Rates(
        Rate.from(
            env,
            "CHAT_LIMITS_MESSAGES_USER",
            new Rate(60, 1, Duration.ofSeconds(1)),
            "messages and changes of a user, over REST and sockets together"),
        Rate.from(
            env,
            "CHAT_LIMITS_MESSAGES_CONVERSATION",
            new Rate(30, 10, Duration.ofSeconds(1)),
            "messages and changes in a conversation, over REST and sockets together"),
        Rate.from(
            env,
            "CHAT_LIMITS_CREATIONS",
            new Rate(20, 20, Duration.ofHours(1)),
            "conversations that a user begins"));
  }
}
