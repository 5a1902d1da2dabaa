package io.viatra.chat.runtime.token;

import java.time.Instant;
import java.util.Set;

/// Who a verified token speaks for.
///
/// @param userId the claim `sub`, 1-128 of `A-Z a-z 0-9 . _ : @ -`
/// @param roles the claim `roles`, empty when absent
/// @param expiresAt the claim `exp`; what outlives a request is to be ended after it
/// @param tokenId names the token without being it: a digest of `sub` and `jti` or, of a token
///   without `jti`, of what its issuer signed
public record Principal(String userId, Set<String> roles, Instant expiresAt, String tokenId) {
  /// Copies the roles.
  public Principal {
    roles = Set.copyOf(roles);
  }
}
