package io.viatra.chat.runtime.token;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which tokens are good.
///
/// @param algorithm the only one accepted
/// @param secret for HS256, at least 32 bytes
/// @param jwks where the public keys are, for RS256 and ES256
/// @param issuer the wanted `iss`, empty for any
/// @param audience the wanted `aud`, empty for any
/// @param leeway how far clocks may differ
public record TokenSettings(
    Algorithm algorithm,
    Secret secret,
    @Nullable URI jwks,
    String issuer,
    String audience,
    Duration leeway) {

  /// The algorithms of the contract.
  public enum Algorithm {
    /// HMAC with SHA-256 and a shared secret.
    HS256,
    /// RSA PKCS#1 with SHA-256, keys of 2,048 bits or more.
    RS256,
    /// ECDSA on P-256 with SHA-256.
    ES256
  }

  private static final int SECRET_BYTES_MIN = 32;

  /// With what a sweep over open sockets takes, less than the minute within which they end.
  private static final Duration LEEWAY_MAX = Duration.ofSeconds(45);

  /// Reads `CHAT_JWT_ALGORITHM`, `_SECRET`, `_JWKS_URL`, `_ISSUER`, `_AUDIENCE` and `_LEEWAY`.
  public static TokenSettings from(Env env) {
    Algorithm algorithm =
        env.choice("CHAT_JWT_ALGORITHM", Algorithm.HS256, "the only token algorithm accepted");
    Secret secret =
        env.secret("CHAT_JWT_SECRET", Secret.of(""), "shared secret for hs256, 32 bytes or more");
    URI jwks = env.uri("CHAT_JWT_JWKS_URL", "key set for rs256 and es256");
    if (algorithm == Algorithm.HS256 && secret.bytes().length < SECRET_BYTES_MIN) {
      env.problem("CHAT_JWT_SECRET", "must have at least 32 bytes for hs256");
    }
    if (algorithm != Algorithm.HS256 && jwks == null) {
      env.problem("CHAT_JWT_JWKS_URL", "is required for rs256 and es256");
    }
    return new TokenSettings(
        algorithm,
        secret,
        jwks,
        env.string("CHAT_JWT_ISSUER", "", "required iss; empty accepts any"),
        env.string("CHAT_JWT_AUDIENCE", "", "required aud; empty accepts any"),
        leeway(env));
  }

  private static Duration leeway(Env env) {
    Duration leeway =
        env.duration(
            "CHAT_JWT_LEEWAY", Duration.ofSeconds(30), "how far clocks may differ on exp and nbf");
    if (leeway.compareTo(LEEWAY_MAX) > 0) {
      env.problem("CHAT_JWT_LEEWAY", "must be at most 45s");
    }
    return leeway;
  }
}
