package io.viatra.chat.runtime.token;

import static io.viatra.chat.runtime.token.Tokens.EXP;
import static io.viatra.chat.runtime.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpServer;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The promises' "JWT" section where public keys come in, with a key set served over loopback.
class KeySetTest {
  private static final String GOOD = "{\"sub\":\"alice\",\"exp\":" + EXP + "}";
  private static HttpServer keys;
  private static KeyPair rsa;
  private static KeyPair weak;
  private static KeyPair ec;

  @BeforeAll
  static void open() throws Exception {
    rsa = rsa(2_048);
    weak = rsa(1_024);
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp256r1"));
    ec = curve.generateKeyPair();
    byte[] body = keySet().getBytes(UTF_8);
    keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keys.start();
  }

  @AfterAll
  static void close() {
    keys.stop(0);
  }

  @Test
  void aTokenOfAPublishedRsaKeyIsVerified() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.RS256)) {
      assertThat(verifier.verify(Tokens.sign(signer(rsa), header("RS256", "r1"), GOOD)))
          .isInstanceOf(TokenResult.Verified.class);
    }
  }

  @Test
  void aTokenOfAPublishedEllipticKeyIsVerified() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.ES256)) {
      assertThat(verifier.verify(Tokens.sign(ecSigner(), header("ES256", "e1"), GOOD)))
          .isInstanceOf(TokenResult.Verified.class);
    }
  }

  @Test
  void aPublicKeyUsedAsASharedSecretIsRefused() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.RS256)) {
      Algorithm confused = Algorithm.HMAC256(rsa.getPublic().getEncoded());
      assertThat(refusal(verifier, Tokens.sign(confused, header("HS256", "r1"), GOOD)))
          .isEqualTo(Reason.ALGORITHM);
      assertThat(refusal(verifier, Tokens.sign(confused, header("RS256", "r1"), GOOD)))
          .isEqualTo(Reason.SIGNATURE);
    }
  }

  @Test
  void aZeroEllipticSignatureIsRefused() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.ES256)) {
      for (byte[] signature : new byte[][] {new byte[64], new byte[0], new byte[8], new byte[72]}) {
        String token = Tokens.raw(header("ES256", "e1"), GOOD, signature);
        assertThat(verifier.verify(token)).isInstanceOf(TokenResult.Refused.class);
      }
    }
  }

  @Test
  void anUnknownOrAbsentKeyIdIsRefused() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.RS256)) {
      assertThat(refusal(verifier, Tokens.sign(signer(rsa), header("RS256", "r9"), GOOD)))
          .isEqualTo(Reason.KEY);
      assertThat(refusal(verifier, Tokens.sign(signer(rsa), "{\"alg\":\"RS256\"}", GOOD)))
          .isEqualTo(Reason.KEY);
    }
  }

  @Test
  void keysThatAreWeakOrForSomethingElseAreNotUsed() throws Exception {
    try (TokenVerifier verifier = verifier(TokenSettings.Algorithm.RS256)) {
      assertThat(refusal(verifier, Tokens.sign(signer(weak), header("RS256", "w1"), GOOD)))
          .isEqualTo(Reason.KEY);
      assertThat(refusal(verifier, Tokens.sign(signer(rsa), header("RS256", "enc"), GOOD)))
          .isEqualTo(Reason.KEY);
      assertThat(refusal(verifier, Tokens.sign(signer(rsa), header("RS256", "e1"), GOOD)))
          .isEqualTo(Reason.KEY);
    }
  }

  @Test
  void withoutItsKeySetEverythingIsRefusedAndNothingBlocks() {
    TokenSettings settings = settings(TokenSettings.Algorithm.RS256, "http://127.0.0.1:1/keys");
    try (TokenVerifier verifier =
        TokenVerifier.open(settings, InstantSource.fixed(NOW), new Metrics("test"))) {
      assertThat(verifier.ready()).isNotDone();
      assertThat(refusal(verifier, Tokens.sign(signer(rsa), header("RS256", "r1"), GOOD)))
          .isEqualTo(Reason.KEY);
    }
  }

  private static TokenVerifier verifier(TokenSettings.Algorithm algorithm) throws Exception {
    String url = "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys";
    TokenVerifier verifier =
        TokenVerifier.open(settings(algorithm, url), InstantSource.fixed(NOW), new Metrics("test"));
    verifier.ready().get(10, TimeUnit.SECONDS);
    return verifier;
  }

  private static TokenSettings settings(TokenSettings.Algorithm algorithm, String url) {
    return new TokenSettings(
        algorithm, Secret.of(""), URI.create(url), "", "", Duration.ofSeconds(30));
  }

  private static Reason refusal(TokenVerifier verifier, String token) {
    return switch (verifier.verify(token)) {
      case TokenResult.Refused(var reason) -> reason;
      case TokenResult.Verified verified -> throw new AssertionError("verified");
    };
  }

  private static String header(String alg, String kid) {
    return "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}";
  }

  private static Algorithm signer(KeyPair pair) {
    return Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
  }

  private static Algorithm ecSigner() {
    return Algorithm.ECDSA256((ECPublicKey) ec.getPublic(), (ECPrivateKey) ec.getPrivate());
  }

  private static KeyPair rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static String keySet() {
    ECPublicKey point = (ECPublicKey) ec.getPublic();
    String elliptic =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e1\",\"x\":\""
            + fixed(point.getW().getAffineX())
            + "\",\"y\":\""
            + fixed(point.getW().getAffineY())
            + "\"}";
    return "{\"keys\":["
        + String.join(
            ",",
            rsaKey(rsa, "r1", "\"use\":\"sig\",\"alg\":\"RS256\""),
            rsaKey(rsa, "enc", "\"use\":\"enc\""),
            rsaKey(weak, "w1", "\"use\":\"sig\""),
            elliptic)
        + "]}";
  }

  private static String rsaKey(KeyPair pair, String kid, String extra) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return "{\"kty\":\"RSA\",\"kid\":\""
        + kid
        + "\","
        + extra
        + ",\"n\":\""
        + Tokens.encode(key.getModulus().toByteArray())
        + "\",\"e\":\""
        + Tokens.encode(key.getPublicExponent().toByteArray())
        + "\"}";
  }

  private static String fixed(BigInteger coordinate) {
    byte[] bytes = new byte[32];
    byte[] bare = coordinate.toByteArray();
    int length = Math.min(32, bare.length);
    System.arraycopy(bare, bare.length - length, bytes, 32 - length, length);
    return Tokens.encode(bytes);
  }
}
