package io.viatra.chat.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// An identity provider: a key set behind a JWKS URL, which changes as a test says, and tokens
/// signed with any of its keys, published or not.
public final class FakeKeySet implements AutoCloseable {
  private static final int COORDINATE_BYTES = 32;

  private final String algorithm;
  private final HttpServer server;
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private volatile List<String> published = List.of();

  private FakeKeySet(String algorithm, HttpServer server) {
    this.algorithm = algorithm;
    this.server = server;
  }

  /// @param algorithm `RS256` or `ES256`
  public static FakeKeySet start(String algorithm) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeKeySet set = new FakeKeySet(algorithm, server);
    server.createContext(
        "/keys",
        exchange -> {
          byte[] body = set.document().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return set;
  }

  /// The JWKS URL.
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /// From now on these keys are published, and no others; new names make new keys.
  public void publish(String... keyIds) {
    published = List.of(keyIds);
  }

  /// A good token of that user, signed with that key.
  public String token(String keyId, String userId) {
    long expiry = Instant.now().plusSeconds(3_600).getEpochSecond();
    return signed(keyId, "{\"sub\":\"" + userId + "\",\"exp\":" + expiry + "}");
  }

  private String signed(String keyId, String claims) {
    try {
      String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}";
      String text = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
      Signature signature =
          Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
      signature.initSign(key(keyId).getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isRsa() {
    return algorithm.equals("RS256");
  }

  private KeyPair key(String keyId) {
    return keys.computeIfAbsent(
        keyId,
        _ -> {
          try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(isRsa() ? "RSA" : "EC");
            if (isRsa()) {
              generator.initialize(2_048);
            } else {
              generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String document() {
    return published.stream()
        .map(id -> jwk(id, key(id).getPublic()))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String jwk(String keyId, PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa ->
          "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
              .formatted(
                  keyId,
                  encode(rsa.getModulus().toByteArray()),
                  encode(rsa.getPublicExponent().toByteArray()));
      case ECPublicKey ec ->
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(
                  keyId, coordinate(ec.getW().getAffineX()), coordinate(ec.getW().getAffineY()));
      default -> throw new IllegalStateException(key.getAlgorithm());
    };
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return encode(fixed);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
