package io.viatra.chat.runtime.token;

/// What becomes of a token.
public sealed interface TokenResult {
  /// It is good.
  record Verified(Principal principal) implements TokenResult {}

  /// It is not. The reason is for meters and logs; a client gets UNAUTHENTICATED and no more.
  record Refused(Reason reason) implements TokenResult {}

  /// Why a token is refused, a closed set fit for a tag.
  enum Reason {
    /// More than 8 KiB.
    TOO_LARGE,
    /// Not three parts of base64url, or not strict JSON in them.
    MALFORMED,
    /// Another algorithm than the configured one, `none` in any spelling included.
    ALGORITHM,
    /// A header that names keys or extensions: `crit`, `jku`, `jwk`, `x5u`, `x5c`.
    HEADER,
    /// A key id that is absent, odd, or not in the key set.
    KEY,
    /// The signature does not fit.
    SIGNATURE,
    /// No `exp`, or one that is no number.
    EXPIRY,
    /// Expired more than the leeway ago.
    EXPIRED,
    /// `nbf` more than the leeway ahead, or no number.
    NOT_YET,
    /// No `sub`, or one outside the contract's characters.
    SUBJECT,
    /// Another or no `iss` where one is configured.
    ISSUER,
    /// Another or no `aud` where one is configured.
    AUDIENCE,
    /// Another claim of the wrong type.
    CLAIMS,
    /// Good in itself, but its holder has logged out.
    REVOKED
  }
}
