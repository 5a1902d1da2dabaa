package io.viatra.chat.runtime.service;

import io.viatra.chat.runtime.config.Env;
import java.time.Duration;

/// The keys that every service has.
///
/// @param host the address the admin port binds
/// @param port 0 takes any free one
/// @param drain how long a service stays open after it said "not ready", so that load balancers
///   notice; 0 on one machine, longer than the probe's period behind a load balancer
/// @param shutdown the deadline for closing all parts
record AdminSettings(String host, int port, Duration drain, Duration shutdown) {

  /// The names of the files in `log/` that `logback.xml` includes.
  private enum LogFormat {
    JSON,
    TEXT
  }

  private enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  static AdminSettings from(Env env) {
    declareLogging(env);
    return new AdminSettings(
        env.string("CHAT_ADMIN_HOST", "127.0.0.1", "address of the admin port"),
        env.integer("CHAT_ADMIN_PORT", 0, 0, 65_535, "admin port; 0 takes any free one"),
        env.duration(
            "CHAT_DRAIN_DELAY",
            Duration.ZERO,
            "how long a stopping service still serves after it said it is not ready"),
        env.duration(
            "CHAT_SHUTDOWN_DEADLINE",
            Duration.ofSeconds(20),
            "how long closing may take before what still hangs is left behind"));
  }

  /// Logback reads these two by itself, long before any of our code runs. Here they are declared,
  /// so that they are documented and a wrong one is reported.
  private static void declareLogging(Env env) {
    env.choice("CHAT_LOG_FORMAT", LogFormat.JSON, "how lines are logged on standard output");
    env.choice("CHAT_LOG_LEVEL", LogLevel.INFO, "what is logged");
  }
}
