package io.viatra.chat.standalone;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/// The demo's HS256 secret. It stays with the data, so tokens that were handed out go on working
/// after a restart.
public record SigningKey(String secret) {
  private static final int BYTES = 32;
  private static final String FILE = "jwt-secret";

  /// Reads the secret of a data directory, or makes one.
  static SigningKey in(Path directory) throws IOException {
    var file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      var bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      PrivateFile.write(file, HexFormat.of().formatHex(bytes));
    }
    return new SigningKey(Files.readString(file).strip());
  }

  /// A token for a user id, valid from now on.
  public String token(String userId, Duration lifetime) {
    var now = Instant.now();
    return JWT.create()
        .withSubject(userId)
        .withIssuedAt(now)
        .withExpiresAt(now.plus(lifetime))
        .sign(Algorithm.HMAC256(secret));
  }

  /// A secret is never printed by accident.
  @Override
  public String toString() {
    return "SigningKey[***]";
  }
}
