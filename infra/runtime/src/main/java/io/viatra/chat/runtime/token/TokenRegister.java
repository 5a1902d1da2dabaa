package io.viatra.chat.runtime.token;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.runtime.token.TokenResult.Reason;

/// What a token is worth now: verified, and not revoked. Other than verifying alone this may block
/// for 150 ms.
public final class TokenRegister {
  private final TokenVerifier verifier;
  private final Revocations revocations;
  private final Metrics metrics;

  public TokenRegister(TokenVerifier verifier, Revocations revocations, Metrics metrics) {
    this.verifier = verifier;
    this.revocations = revocations;
    this.metrics = metrics;
  }

  public TokenResult check(String token) {
    TokenResult result = verifier.verify(token);
    if (result instanceof TokenResult.Verified(var principal) && revocations.isRevoked(principal)) {
      metrics
          .counter("token.refused", "tokens refused", "reason", Reason.REVOKED.name())
          .increment();
      return new TokenResult.Refused(Reason.REVOKED);
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
