package io.viatra.chat.edge;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Rate;
import java.time.Duration;

/// How often somebody may do what over sockets.
record EdgeRates(Connecting connecting, Speaking speaking) {

  /// @param user connects of a user
  /// @param address connects from an address
  /// @param refused bad tokens from an address
  /// @param node handshakes of this node, whoever's
  record Connecting(Rate user, Rate address, Rate refused, Rate node) {}

  /// @param user messages and changes of a user, over REST too
  /// @param conversation messages and changes in a conversation, over REST too
  /// @param typing `typing_start` of a user in a conversation
  /// @param events events of any kind on one socket
  record Speaking(Rate user, Rate conversation, Rate typing, Rate events) {}

  static EdgeRates from(Env env) {
    return new EdgeRates(connecting(env), speaking(env));
  }

  private static Connecting connecting(Env env) {
    return new Connecting(
        Rate.from(
            env,
            "CHAT_LIMITS_CONNECTS_USER",
            new Rate(10, 10, Duration.ofMinutes(1)),
            "connects of a user"),
        Rate.from(
            env,
            "CHAT_LIMITS_CONNECTS_ADDRESS",
            new Rate(120, 120, Duration.ofMinutes(1)),
            "connects from an address"),
        Rate.from(
            env,
            "CHAT_LIMITS_TOKENS_REFUSED",
            new Rate(60, 60, Duration.ofMinutes(1)),
            "connects with a bad token from an address; without Redis none"),
        Rate.from(
            env,
            "CHAT_LIMITS_HANDSHAKES_NODE",
            new Rate(200, 200, Duration.ofSeconds(1)),
            "handshakes of this node"));
  }

  private static Speaking speaking(Env env) {
    return new Speaking(
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
            "CHAT_LIMITS_TYPING",
            new Rate(1, 1, Duration.ofSeconds(3)),
            "typing_start of a user in a conversation"),
        Rate.from(
            env,
            "CHAT_LIMITS_EVENTS_SOCKET",
            new Rate(120, 120, Duration.ofMinutes(1)),
            "events of any kind on one socket"));
  }
}
