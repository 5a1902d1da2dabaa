package io.viatra.chat.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.time.Duration;

/// What a token is worth now: verified, and not revoked. Other than verifying alone this may block
/// for 150 ms.
///
/// A client sends the same token with every call, so a good one is remembered for ten seconds, by a
/// digest, and not decoded again meanwhile. Its expiry and its revocation are looked at on every
/// call all the same; only a key that was taken out of the key set is felt that much later, on top
/// of the minutes until the set is fetched. What is refused is not remembered, so that bad tokens
/// push out no good ones.
public final class TokenRegister {
  private static final int REMEMBERED_MAX = 20_000;
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

  private final TokenVerifier verifier;
  private final Revocations revocations;
  private final Metrics metrics;
  private final Cache<String, Principal> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  public TokenRegister(TokenVerifier verifier, Revocations revocations, Metrics metrics) {
    this.verifier = verifier;
    this.revocations = revocations;
    this.metrics = metrics;
    metrics.gauge(
        "token.remembered", "good tokens not to be decoded again", remembered::estimatedSize);
  }

  public TokenResult check(String token) {
    TokenResult result = verify(token);
    if (result instanceof TokenResult.Verified(var principal) && revocations.isRevoked(principal)) {
      metrics
          .counter("token.refused", "tokens refused", "reason", Reason.REVOKED.name())
          .increment();
      return new TokenResult.Refused(Reason.REVOKED);
    }
    return result;
  }

  private TokenResult verify(String token) {
    String digest = TokenDigest.of(token);
    Principal known = remembered.getIfPresent(digest);
    if (known != null && verifier.isCurrent(known)) {
      return new TokenResult.Verified(known);
    }
    TokenResult result = verifier.verify(token);
    if (result instanceof TokenResult.Verified(var principal)) {
      remembered.put(digest, principal);
    }
    return result;
  }

  /// Whether a token that was checked has been revoked since, as far as this process has heard.
  /// Never blocks; for what was made between the check and the hearing.
  public boolean isRevokedSince(Principal principal) {
    return revocations.isKnown(principal.tokenId());
  }

  /// The token is not to be taken any more.
  ///
  /// @throws RedisUnavailableException where other processes cannot be told
  public void revoke(Principal principal) throws RedisUnavailableException {
    revocations.revoke(principal);
  }
}
