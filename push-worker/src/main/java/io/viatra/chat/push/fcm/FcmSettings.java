package io.viatra.chat.push.fcm;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How FCM is reached.
///
/// @param url stands in for FCM's own address, and then no credentials are needed
/// @param credentials a service account's JSON; empty with a url
/// @param project the Firebase project; empty takes that of the service account
/// @param timeout for the whole of one send
public record FcmSettings(@Nullable URI url, Secret credentials, String project, Duration timeout) {
  /// Longer would outlast the ten seconds in which a batch in hand ends before its partition goes
  /// to another worker.
  private static final Duration TIMEOUT_MAX = Duration.ofSeconds(8);

  public static FcmSettings from(Env env) {
    URI url =
        env.uri(
            "CHAT_PUSH_FCM_URL",
            "address to use in the place of FCM's, for a fake FCM; then without credentials");
    Secret credentials =
        env.secret(
            "CHAT_PUSH_FCM_CREDENTIALS", Secret.of(""), "JSON of the Firebase service account");
    String project =
        env.string(
            "CHAT_PUSH_FCM_PROJECT", "", "Firebase project; by default the service account's");
    Duration timeout =
        env.duration(
            "CHAT_PUSH_FCM_TIMEOUT", Duration.ofSeconds(5), "for one send to FCM, 8s at the most");
    if (url == null && credentials.reveal().isEmpty()) {
      env.problem(
          "CHAT_PUSH_FCM_CREDENTIALS",
          "is required (or CHAT_PUSH_FCM_CREDENTIALS_FILE), unless CHAT_PUSH_FCM_URL is set");
    }
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(TIMEOUT_MAX) > 0) {
      env.problem("CHAT_PUSH_FCM_TIMEOUT", "is not within 1ms..8s");
    }
    return new FcmSettings(url, credentials, project, timeout);
  }
}
