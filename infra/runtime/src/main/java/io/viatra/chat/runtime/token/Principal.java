package io.viatra.chat.runtime.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who a verified token speaks for.
///
/// @param userId the claim `sub`, 1-128 of `A-Z a-z 0-9 . _ : @ -`
/// @param roles the claim `roles`, empty when absent
/// @param expiresAt the claim `exp`; what outlives a request is to be ended after it
/// @param tokenId the claim `jti`, where there is one
public record Principal(
    String userId, Set<String> roles, Instant expiresAt, @Nullable String tokenId) {
  /// Copies the roles.
  public Principal {
    roles = Set.copyOf(roles);
  }
}
