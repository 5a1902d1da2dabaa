package io.viatra.chat.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is remembered of a good token opens nothing that the token itself would not. Without Redis,
/// so revocations are those that were heard of.
class TokenRegisterTest {
  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private Instant now = Tokens.NOW;
  private final Metrics metrics = new Metrics("test");
  private final Redis nowhere =
      Redis.open(
          new RedisSettings(Secret.of("redis://127.0.0.1:1"), Duration.ofMillis(50), 4), metrics);
  private final TokenSettings settings =
      new TokenSettings(TokenSettings.Algorithm.HS256, Secret.of(SECRET), null, "", "", LEEWAY);
  private final Revocations revocations = new Revocations(nowhere, settings, () -> now, metrics);
  private final TokenRegister register =
      new TokenRegister(TokenVerifier.open(settings, () -> now, metrics), revocations, metrics);
  private final String token =
      Tokens.sign(
          Algorithm.HMAC256(SECRET),
          "{\"alg\":\"HS256\"}",
          "{\"sub\":\"ana\",\"exp\":" + Tokens.EXP + "}");

  @AfterEach
  void close() {
    nowhere.close();
  }

  @Test
  void aTokenThatComesAgainIsTheSamePrincipal() {
    assertThat(register.check(token)).isEqualTo(register.check(token));
    assertThat(principal().userId()).isEqualTo("ana");
  }

  @Test
  void aRememberedTokenExpiresWhenItExpires() {
    now = Instant.ofEpochSecond(Tokens.EXP).plus(LEEWAY).minusMillis(1);
    assertThat(register.check(token)).isInstanceOf(TokenResult.Verified.class);
    now = now.plusMillis(1);
    assertThat(register.check(token)).isEqualTo(new TokenResult.Refused(Reason.EXPIRED));
  }

  @Test
  void aRememberedTokenIsRevokedAtOnce() {
    revocations.heard(principal().tokenId());
    assertThat(register.check(token)).isEqualTo(new TokenResult.Refused(Reason.REVOKED));
  }

  @Test
  void aTokenLikeARememberedOneIsAnotherOne() {
    principal();
    var forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(register.check(forged)).isEqualTo(new TokenResult.Refused(Reason.SIGNATURE));
    assertThat(register.check(forged)).isEqualTo(new TokenResult.Refused(Reason.SIGNATURE));
  }

  private Principal principal() {
    return ((TokenResult.Verified) register.check(token)).principal();
  }
}
