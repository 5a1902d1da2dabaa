package io.viatra.chat.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that no service with HS256 may take, by what is wrong with them. Made byte by byte, since
/// libraries refuse to make them; signed with the service's own secret where the fault lies
/// elsewhere.
public final class BadTokens {
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final String secret;
  private final long expiry = Instant.now().plusSeconds(3_600).getEpochSecond();
  private final Map<String, String> tokens = new LinkedHashMap<>();

  private BadTokens(String secret) {
    this.secret = secret;
  }

  /// All of them.
  ///
  /// @param secret the service's
  public static Map<String, String> of(String secret) {
    BadTokens bad = new BadTokens(secret);
    bad.algorithms();
    bad.headers();
    bad.times();
    bad.subjects();
    bad.forms();
    return bad.tokens;
  }

  private void algorithms() {
    for (String alg : new String[] {"none", "None", "nOnE", "RS256", "HS512"}) {
      String header = "{\"alg\":\"" + alg + "\"}";
      tokens.put("alg " + alg + ", unsigned", signed(header, good(), new byte[0]));
      tokens.put("alg " + alg + ", signed", signed(header, good()));
    }
  }

  private void headers() {
    for (String kid : new String[] {"../../etc/passwd", "' OR 1=1 --", "https://evil.example/k"}) {
      header("kid " + kid, "\"kid\":\"" + kid + "\"");
    }
    header("jku", "\"jku\":\"https://evil.example/keys\"");
    header("x5u", "\"x5u\":\"https://evil.example/cert\"");
    header("jwk", "\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}");
    header("unknown crit", "\"crit\":[\"chat\"],\"chat\":1");
  }

  private void times() {
    claims("no exp", "\"sub\":\"ana\"");
    claims("exp as text", "\"sub\":\"ana\",\"exp\":\"" + expiry + "\"");
    claims("exp Infinity", "\"sub\":\"ana\",\"exp\":Infinity");
    claims("exp 1e400", "\"sub\":\"ana\",\"exp\":1e400");
    claims("expired", "\"sub\":\"ana\",\"exp\":" + (expiry - 7_200));
    claims("nbf ahead", valid("ana") + ",\"nbf\":" + expiry);
  }

  private void subjects() {
    claims("no sub", "\"exp\":" + expiry);
    claims("empty sub", valid(""));
    claims("numeric sub", "\"sub\":7,\"exp\":" + expiry);
    claims("duplicate sub", "\"sub\":\"eve\"," + valid("ana"));
    claims("NUL in sub", valid("ana\\u0000"));
    claims("long sub", valid("a".repeat(129)));
  }

  private void forms() {
    tokens.put("garbage", "garbage");
    tokens.put("two parts", "e30.e30");
    tokens.put("another secret", new BadTokens(secret + "x").signed(HEADER, good()));
    tokens.put("all signature bytes zero", signed(HEADER, good(), new byte[32]));
    claims("over 8 KiB", valid("ana") + ",\"pad\":\"" + "x".repeat(8_192) + "\"");
  }

  private void header(String what, String field) {
    tokens.put(what, signed("{\"alg\":\"HS256\"," + field + "}", good()));
  }

  private void claims(String what, String fields) {
    tokens.put(what, signed(HEADER, "{" + fields + "}"));
  }

  private String good() {
    return "{" + valid("ana") + "}";
  }

  private String valid(String subject) {
    return "\"sub\":\"" + subject + "\",\"exp\":" + expiry;
  }

  private String signed(String header, String claims) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      String text = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
      return text + "." + encode(mac.doFinal(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(String header, String claims, byte[] signature) {
    return encode(header.getBytes(UTF_8))
        + "."
        + encode(claims.getBytes(UTF_8))
        + "."
        + encode(signature);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
