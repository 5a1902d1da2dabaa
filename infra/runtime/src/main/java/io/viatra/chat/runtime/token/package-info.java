/// Who is calling: JSON Web Tokens, checked without any of the format's laxities.
///
/// **Overview.** A [io.viatra.chat.runtime.token.TokenVerifier] turns a token into a
/// [io.viatra.chat.runtime.token.Principal] or a reason; [io.viatra.chat.runtime.token.Revocations]
/// knows those that were good and must not be taken any more;
/// [io.viatra.chat.runtime.token.TokenRegister] is both together. Header and claims are read
/// strictly here; the cryptography is java-jwt's, the key format jwks-rsa's.
///
/// **Concurrency.** Verifying never blocks and may happen on any thread. Keys are fetched by one
/// background thread. Looking for a revocation may ask Redis, so it is done on virtual threads.
///
/// **Lifecycle.** Opened with the service; with a JWKS URL it is ready once keys have been fetched,
/// and keeps the last ones through an outage.
///
/// **Invariants.** The algorithm is the configured one, never the token's choice. A token is never
/// logged, nor any part of it.
@NullMarked
package io.viatra.chat.runtime.token;

import org.jspecify.annotations.NullMarked;
