package io.viatra.chat.runtime.token;

import static io.viatra.chat.runtime.token.Tokens.EXP;
import static io.viatra.chat.runtime.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of the promises' "JWT" section that does not need public keys.
class TokenVerifierTest {
  private static final String SECRET = "a-test-secret-of-thirty-two-bytes!";
  private static final Algorithm HS256 = Algorithm.HMAC256(SECRET);
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String GOOD = "{\"sub\":\"alice\",\"exp\":" + EXP + "}";

  private final TokenVerifier any = verifier("", "");

  @Test
  void aGoodTokenNamesItsUserRolesExpiryAndId() {
    String claims =
        "{\"sub\":\"a.b_c:d@e-1\",\"exp\":"
            + EXP
            + ",\"roles\":[\"admin\"],\"jti\":\"t1\",\"x\":{}}";
    assertThat(any.verify(Tokens.sign(HS256, HEADER, claims)))
        .isEqualTo(
            new TokenResult.Verified(
                new Principal(
                    "a.b_c:d@e-1",
                    java.util.Set.of("admin"),
                    Instant.ofEpochSecond(EXP),
                    TokenDigest.of("a.b_c:d@e-1\nt1"))));
  }

  @Test
  void aTokenIsNamedByItsIdAndSubjectOrElseByWhatWasSigned() {
    String one = "{\"sub\":\"alice\",\"jti\":\"1\",\"exp\":" + EXP + "}";
    String again = "{\"sub\":\"alice\",\"jti\":\"1\",\"exp\":" + (EXP + 1) + "}";
    String another = "{\"sub\":\"ben\",\"jti\":\"1\",\"exp\":" + EXP + "}";
    assertThat(tokenId(signed(one))).isEqualTo(tokenId(signed(again)));
    assertThat(tokenId(signed(one))).isNotEqualTo(tokenId(signed(another)));
    assertThat(tokenId(signed(GOOD))).isEqualTo(tokenId(signed(GOOD)));
    assertThat(tokenId(signed(GOOD))).isNotEqualTo(tokenId(signed(GOOD.replace("alice", "ben"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS512", "hs256", "RS256", "ES256", ""})
  void anotherAlgorithmIsRefusedWhateverItsSignature(String alg) {
    String header = "{\"alg\":\"" + alg + "\"}";
    assertThat(refusal(Tokens.sign(HS256, header, GOOD))).isEqualTo(Reason.ALGORITHM);
    assertThat(refusal(Tokens.raw(header, GOOD, new byte[0]))).isEqualTo(Reason.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"alg\":null}", "{\"alg\":[\"HS256\"]}", "{\"alg\":1}"})
  void aMissingOrOddAlgorithmIsRefused(String header) {
    assertThat(refusal(Tokens.sign(HS256, header, GOOD))).isEqualTo(Reason.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"jku\":\"https://evil.example\"",
        "\"x5u\":\"https://evil.example\"",
        "\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}",
        "\"x5c\":[]",
        "\"crit\":[\"exp\"]",
        "\"crit\":[\"b64\"],\"b64\":false",
        "\"crit\":[]"
      })
  void aHeaderThatBringsKeysOrExtensionsIsRefused(String extra) {
    String header = "{\"alg\":\"HS256\"," + extra + "}";
    assertThat(refusal(Tokens.sign(HS256, header, GOOD))).isEqualTo(Reason.HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/dev/null",
        "' OR 1=1 --",
        "https://evil.example/k",
        "a b",
        ""
      })
  void aKeyIdThatIsAPathOrAQueryIsRefused(String kid) {
    String header = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
    assertThat(refusal(Tokens.sign(HS256, header, GOOD))).isEqualTo(Reason.KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"exp\":\"4102444800\",",
        "\"exp\":null,",
        "\"exp\":true,",
        "\"exp\":-1,",
        "\"exp\":9e18,",
        "\"exp\":[4102444800],"
      })
  void anExpiryThatIsAbsentOrNoNumberIsRefused(String exp) {
    assertThat(refusal(signed("{" + exp + "\"sub\":\"alice\"}")))
        .isIn(Reason.EXPIRY, Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "Infinity", "9223372036854775808"})
  void anInfiniteExpiryIsRefused(String exp) {
    assertThat(refusal(signed("{\"exp\":" + exp + ",\"sub\":\"alice\"}")))
        .isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"-29, true", "-30, false", "-3600, false", "1, true"})
  void expiryHasALeewayOfThirtySeconds(long secondsLeft, boolean good) {
    long exp = NOW.getEpochSecond() + secondsLeft;
    TokenResult result = any.verify(signed("{\"sub\":\"alice\",\"exp\":" + exp + "}"));
    assertThat(result instanceof TokenResult.Verified).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({"30, true", "31, false", "-10, true"})
  void notBeforeHasALeewayOfThirtySeconds(long secondsAhead, boolean good) {
    long nbf = NOW.getEpochSecond() + secondsAhead;
    TokenResult result =
        any.verify(signed("{\"sub\":\"alice\",\"exp\":" + EXP + ",\"nbf\":" + nbf + "}"));
    assertThat(result instanceof TokenResult.Verified).isEqualTo(good);
  }

  @Test
  void aNotBeforeThatIsNoNumberIsRefused() {
    assertThat(refusal(signed("{\"sub\":\"alice\",\"exp\":" + EXP + ",\"nbf\":\"0\"}")))
        .isIn(Reason.NOT_YET, Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"sub\":\"\",",
        "\"sub\":7,",
        "\"sub\":null,",
        "\"sub\":[\"alice\"],",
        "\"sub\":\"a b\",",
        "\"sub\":\"a/b\",",
        "\"sub\":\"ä\",",
        "\"sub\":\"a\\n\","
      })
  void aSubjectOutsideTheContractIsRefused(String sub) {
    assertThat(refusal(signed("{" + sub + "\"exp\":" + EXP + "}"))).isEqualTo(Reason.SUBJECT);
  }

  @Test
  void aSubjectOfMoreThan128CharactersIsRefused() {
    String fits = "{\"sub\":\"" + "a".repeat(128) + "\",\"exp\":" + EXP + "}";
    assertThat(any.verify(signed(fits))).isInstanceOf(TokenResult.Verified.class);
    String over = "{\"sub\":\"" + "a".repeat(129) + "\",\"exp\":" + EXP + "}";
    assertThat(refusal(signed(over))).isEqualTo(Reason.SUBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sub\":\"eve\",\"sub\":\"alice\"",
        "\"sub\":\"alice\",\"s\\u0075b\":\"eve\"",
        "\"sub\":\"a\\u0000\""
      })
  void aDoubleOrNulSubjectIsRefused(String subs) {
    assertThat(refusal(signed("{" + subs + ",\"exp\":" + EXP + "}"))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"iss\":\"other\",", "\"iss\":[\"us\"],", "\"iss\":null,"})
  void aConfiguredIssuerIsEnforced(String iss) {
    TokenVerifier strict = verifier("us", "");
    assertThat(refusal(strict, signed("{" + iss + "\"sub\":\"a\",\"exp\":" + EXP + "}")))
        .isEqualTo(Reason.ISSUER);
    assertThat(strict.verify(signed("{\"iss\":\"us\",\"sub\":\"a\",\"exp\":" + EXP + "}")))
        .isInstanceOf(TokenResult.Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"aud\":\"other\",", "\"aud\":[\"x\",\"y\"],", "\"aud\":[],", "\"aud\":1,"})
  void aConfiguredAudienceIsEnforced(String aud) {
    TokenVerifier strict = verifier("", "chat");
    assertThat(refusal(strict, signed("{" + aud + "\"sub\":\"a\",\"exp\":" + EXP + "}")))
        .isEqualTo(Reason.AUDIENCE);
    for (String good : new String[] {"\"chat\"", "[\"x\",\"chat\"]"}) {
      String claims = "{\"aud\":" + good + ",\"sub\":\"a\",\"exp\":" + EXP + "}";
      assertThat(strict.verify(signed(claims))).isInstanceOf(TokenResult.Verified.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"roles\":\"admin\"", "\"roles\":[1]", "\"roles\":{\"admin\":true}", "\"jti\":1"})
  void otherClaimsOfTheWrongTypeAreRefused(String claim) {
    assertThat(refusal(signed("{" + claim + ",\"sub\":\"a\",\"exp\":" + EXP + "}")))
        .isEqualTo(Reason.CLAIMS);
  }

  @Test
  void aForeignOrChangedSignatureIsRefused() {
    Algorithm foreign = Algorithm.HMAC256("another-secret-of-thirty-two-bytes");
    assertThat(refusal(Tokens.sign(foreign, HEADER, GOOD))).isEqualTo(Reason.SIGNATURE);
    String good = signed(GOOD);
    String other = signed("{\"sub\":\"eve\",\"exp\":" + EXP + "}");
    String swapped =
        other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
    assertThat(refusal(swapped)).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void aTokenOverEightKibibytesIsRefusedUnread() {
    String claims = "{\"sub\":\"a\",\"exp\":" + EXP + ",\"pad\":\"" + "x".repeat(8_000) + "\"}";
    assertThat(refusal(signed(claims))).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b",
        "a.b.c.d",
        "a b.c.d",
        "e30=.e30=.AA",
        "e30.e30.A A",
        "\u0000"
      })
  void whatIsNoTokenIsRefused(String token) {
    assertThat(any.verify(token)).isInstanceOf(TokenResult.Refused.class);
  }

  @Test
  void payloadsThatAreNoObjectsAreRefused() {
    for (String claims : new String[] {"[]", "\"x\"", "null", "{", "{}{}"}) {
      assertThat(refusal(signed(claims))).isEqualTo(Reason.MALFORMED);
    }
    assertThat(refusal(Tokens.raw("not json", GOOD, new byte[32]))).isEqualTo(Reason.MALFORMED);
  }

  private static TokenVerifier verifier(String issuer, String audience) {
    TokenSettings settings =
        new TokenSettings(
            TokenSettings.Algorithm.HS256,
            Secret.of(SECRET),
            null,
            issuer,
            audience,
            Duration.ofSeconds(30));
    return TokenVerifier.open(settings, InstantSource.fixed(NOW), new Metrics("test"));
  }

  private static String signed(String claims) {
    assertThat(claims.getBytes(UTF_8)).isNotEmpty();
    return Tokens.sign(HS256, HEADER, claims);
  }

  private String tokenId(String token) {
    return switch (any.verify(token)) {
      case TokenResult.Verified(var principal) -> principal.tokenId();
      case TokenResult.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  private Reason refusal(String token) {
    return refusal(any, token);
  }

  private static Reason refusal(TokenVerifier verifier, String token) {
    return switch (verifier.verify(token)) {
      case TokenResult.Refused(var reason) -> reason;
      case TokenResult.Verified verified -> throw new AssertionError("verified");
    };
  }
}
