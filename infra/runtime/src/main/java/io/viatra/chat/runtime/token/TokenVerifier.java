package io.viatra.chat.runtime.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies tokens. Never blocks, on any thread; costs some ten microseconds for HS256 and some
/// hundred for the others.
public final class TokenVerifier implements AutoCloseable {
  /// A key id is a label. One that looks like a path, a query or an address is an attack on
  /// somebody's look-up, which here is a map.
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._=+-]{1,128}");

  private final TokenSettings settings;
  private final InstantSource clock;
  private final Metrics metrics;
  private final @Nullable Algorithm shared;
  private final @Nullable KeySet keys;

  private TokenVerifier(
      TokenSettings settings, KeySet.Pace pace, InstantSource clock, Metrics metrics) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
    URI jwks = settings.jwks();
    boolean symmetric = settings.algorithm() == TokenSettings.Algorithm.HS256;
    this.shared = symmetric ? Algorithm.HMAC256(settings.secret().bytes()) : null;
    this.keys =
        symmetric || jwks == null ? null : new KeySet(jwks, settings.algorithm(), pace, metrics);
  }

  /// Opens a verifier; with a JWKS URL it begins to fetch keys, see [#ready()].
  public static TokenVerifier open(TokenSettings settings, Metrics metrics) {
    return open(settings, InstantSource.system(), metrics);
  }

  /// With another clock, for tests.
  public static TokenVerifier open(TokenSettings settings, InstantSource clock, Metrics metrics) {
    return open(settings, KeySet.Pace.DEFAULT, clock, metrics);
  }

  static TokenVerifier open(
      TokenSettings settings, KeySet.Pace pace, InstantSource clock, Metrics metrics) {
    return new TokenVerifier(settings, pace, clock, metrics);
  }

  /// Completes when keys are there; at once for HS256.
  public CompletableFuture<Void> ready() {
    return keys == null ? CompletableFuture.completedFuture(null) : keys.fetched();
  }

  /// Checks size, form, header, key, signature, times, issuer, audience, subject, in this order.
  public TokenResult verify(String token) {
    try {
      TokenParts parts = TokenParts.of(token);
      Algorithm verifier = verifier(parts.header());
      checkSignature(verifier, token);
      String signed = token.substring(0, token.lastIndexOf('.'));
      return new TokenResult.Verified(
          new Claims(settings, parts.claims(), signed, clock.instant()).principal());
    } catch (Refusal refusal) {
      Reason reason = refusal.reason();
      metrics.counter("token.refused", "tokens refused", "reason", reason.name()).increment();
      return new TokenResult.Refused(reason);
    }
  }

  /// Whether a token that was verified has not expired since.
  boolean isCurrent(Principal principal) {
    return clock.instant().minus(settings.leeway()).isBefore(principal.expiresAt());
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }

  private Algorithm verifier(ObjectNode header) throws Refusal {
    JsonNode named = header.get("alg");
    if (named == null || !settings.algorithm().name().equals(named.textValue())) {
      throw new Refusal(Reason.ALGORITHM);
    }
    JsonNode id = header.get("kid");
    boolean decent = id != null && id.isTextual() && KEY_ID.matcher(id.textValue()).matches();
    if (id != null && !decent) {
      throw new Refusal(Reason.KEY);
    }
    if (shared != null) {
      return shared;
    }
    Algorithm found = keys == null || id == null ? null : keys.find(id.textValue());
    if (found == null) {
      throw new Refusal(Reason.KEY);
    }
    return found;
  }

  private static void checkSignature(Algorithm verifier, String token) throws Refusal {
    try {
      verifier.verify(JWT.decode(token));
    } catch (JWTDecodeException e) {
      throw new Refusal(Reason.MALFORMED);
    } catch (JWTVerificationException e) {
      throw new Refusal(Reason.SIGNATURE);
    }
  }
}
