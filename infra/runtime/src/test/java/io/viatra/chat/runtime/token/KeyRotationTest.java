package io.viatra.chat.runtime.token;

import static io.viatra.chat.runtime.token.Tokens.EXP;
import static io.viatra.chat.runtime.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys that change while the service runs, and a key set that is away, slow, broken or empty.
class KeyRotationTest {
  private static final String GOOD = "{\"sub\":\"alice\",\"exp\":" + EXP + "}";
  private static final KeySet.Pace EAGER =
      new KeySet.Pace(Duration.ofHours(1), Duration.ofMillis(50));
  private static KeyPair first;
  private static KeyPair second;

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer source;
  private volatile String published = "{\"keys\":[]}";
  private volatile int status = 200;
  private volatile boolean slow;
  private volatile boolean drips;
  private volatile boolean endless;

  @BeforeAll
  static void makeKeys() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    first = generator.generateKeyPair();
    second = generator.generateKeyPair();
  }

  @BeforeEach
  void open() throws Exception {
    source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    source.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    source.createContext("/keys", this::answer);
    source.start();
  }

  @AfterEach
  void close() {
    released.countDown();
    source.stop(0);
  }

  @Test
  void aNewKeyIsFetchedBecauseATokenNamesItAndARetiredOneIsRefused() throws Exception {
    published = keys(key(first, "k1"));
    try (TokenVerifier verifier = verifier(EAGER)) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      assertThat(isGood(verifier, first, "k1")).isTrue();
      published = keys(key(first, "k1"), key(second, "k2"));
      await(() -> isGood(verifier, second, "k2"));
      assertThat(isGood(verifier, first, "k1")).isTrue();
      published = keys(key(second, "k2"));
      // Nothing but an unknown key or the hour makes it look again.
      await(() -> {
        refusal(verifier, second, "k3");
        return !isGood(verifier, first, "k1");
      });
      assertThat(refusal(verifier, first, "k1")).isEqualTo(Reason.KEY);
      assertThat(isGood(verifier, second, "k2")).isTrue();
    }
  }

  @Test
  void aKeyIdThatChangesHandsVerifiesTheNewKeyAlone() throws Exception {
    published = keys(key(first, "k1"));
    try (TokenVerifier verifier =
        verifier(new KeySet.Pace(Duration.ofMillis(100), Duration.ofMillis(50)))) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      published = keys(key(second, "k1"));
      await(() -> isGood(verifier, second, "k1"));
      assertThat(refusal(verifier, first, "k1")).isEqualTo(Reason.SIGNATURE);
    }
  }

  @Test
  void aStormOfUnknownKeysAsksOnceInTheInterval() throws Exception {
    published = keys(key(first, "k1"));
    Duration interval = Duration.ofSeconds(20);
    try (TokenVerifier verifier = verifier(new KeySet.Pace(Duration.ofHours(1), interval))) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      long begin = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        // The key is looked for before the signature is looked at.
        String header = "{\"alg\":\"RS256\",\"kid\":\"unknown-" + i + "\"}";
        assertThat(verifier.verify(Tokens.raw(header, GOOD, new byte[256])))
            .isEqualTo(new TokenResult.Refused(Reason.KEY));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(interval);
      assertThat(asked).hasValue(1);
      assertThat(isGood(verifier, first, "k1")).isTrue();
    }
  }

  @Test
  void knownKeysOutliveASourceThatIsBrokenOrEmpty() throws Exception {
    published = keys(key(first, "k1"));
    try (TokenVerifier verifier = verifier(EAGER)) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      for (String bad :
          new String[] {
            "{\"keys\":[]}",
            "no json",
            "{}",
            "",
            "[]",
            "{\"keys\":{}}",
            "{\"keys\":[7,null,{},{\"kty\":\"RSA\",\"kid\":\"k9\"},{\"kid\":\"k9\"}]}",
            "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k9\",\"n\":\"%\",\"e\":\"%\"}]}",
            "{\"keys\":[{\"kty\":\"RSA\",\"kid\":[\"k9\"],\"n\":7,\"e\":{}}]}",
            keys(key(second, "k9")) + " ".repeat(KeySource.BYTES_MAX)
          }) {
        published = bad;
        fetchedAgain(verifier);
        assertThat(isGood(verifier, first, "k1")).isTrue();
      }
      status = 500;
      fetchedAgain(verifier);
      assertThat(isGood(verifier, first, "k1")).isTrue();
    }
  }

  @Test
  void aSourceThatDoesNotAnswerHoldsNobodyUp() throws Exception {
    published = keys(key(first, "k1"));
    try (TokenVerifier verifier = verifier(EAGER)) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      slow = true;
      int before = asked.get();
      await(() -> {
        refusal(verifier, second, "k2");
        return asked.get() > before;
      });
      String known = token(first, "k1");
      String unknown = token(second, "k2");
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(verifier.verify(known)).isInstanceOf(TokenResult.Verified.class);
        assertThat(verifier.verify(unknown)).isEqualTo(new TokenResult.Refused(Reason.KEY));
      }
      // Waiting for the source once would take three seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aSourceThatDripsOrNeverEndsIsLeftAndAskedAgain() throws Exception {
    published = keys(key(first, "k1"));
    try (TokenVerifier verifier = verifier(EAGER)) {
      verifier.ready().get(10, TimeUnit.SECONDS);
      endless = true;
      fetchedAgain(verifier);
      assertThat(isGood(verifier, first, "k1")).isTrue();
      endless = false;
      drips = true;
      fetchedAgain(verifier);
      assertThat(isGood(verifier, first, "k1")).isTrue();
      drips = false;
      published = keys(key(first, "k1"), key(second, "k2"));
      await(() -> isGood(verifier, second, "k2"));
    }
  }

  private void fetchedAgain(TokenVerifier verifier) {
    int before = asked.get();
    // Two, for the first may have been under way.
    await(() -> {
      refusal(verifier, second, "k9");
      return asked.get() >= before + 2;
    });
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      if (slow) {
        released.await();
      }
      if (drips || endless) {
        pour(exchange);
        return;
      }
      byte[] body = published.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// White space without an end, by bytes or by floods, until the other side has had enough.
  private void pour(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    while (drips || endless) {
      exchange.getResponseBody().write(endless ? new byte[64 * 1024] : new byte[] {' '});
      exchange.getResponseBody().flush();
      if (drips && released.await(200, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private TokenVerifier verifier(KeySet.Pace pace) {
    var url = URI.create("http://127.0.0.1:" + source.getAddress().getPort() + "/keys");
    var settings =
        new TokenSettings(
            TokenSettings.Algorithm.RS256, Secret.of(""), url, "", "", Duration.ofSeconds(30));
    return TokenVerifier.open(settings, pace, InstantSource.fixed(NOW), new Metrics("test"));
  }

  private static boolean isGood(TokenVerifier verifier, KeyPair pair, String kid) {
    return verifier.verify(token(pair, kid)) instanceof TokenResult.Verified;
  }

  private static Reason refusal(TokenVerifier verifier, KeyPair pair, String kid) {
    return switch (verifier.verify(token(pair, kid))) {
      case TokenResult.Refused(var reason) -> reason;
      case TokenResult.Verified verified -> throw new AssertionError("verified");
    };
  }

  private static String token(KeyPair pair, String kid) {
    var signer =
        Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    return Tokens.sign(signer, "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", GOOD);
  }

  private static String keys(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  private static String key(KeyPair pair, String kid) {
    var key = (RSAPublicKey) pair.getPublic();
    return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
        .formatted(
            kid,
            Tokens.encode(key.getModulus().toByteArray()),
            Tokens.encode(key.getPublicExponent().toByteArray()));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
