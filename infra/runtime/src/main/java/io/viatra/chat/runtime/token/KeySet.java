package io.viatra.chat.runtime.token;

import com.auth0.jwk.InvalidPublicKeyException;
import com.auth0.jwk.Jwk;
import com.auth0.jwt.algorithms.Algorithm;
import io.viatra.chat.runtime.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The public keys of a JWKS URL by key id, fetched by one background thread: every ten minutes,
/// every ten seconds while there are none, and when a token names an unknown key, at most every ten
/// seconds. Looking up never blocks; a token signed by a key that is seconds old is refused until
/// the next fetch. Keys survive the outage of their source.
final class KeySet implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeySet.class);
  private static final int KEYS_MAX = 100;
  private static final int RSA_BITS_MIN = 2_048;
  private static final int P256_BITS = 256;

  private final KeySource source;
  private final Pace pace;
  private final TokenSettings.Algorithm algorithm;
  private final Metrics metrics;
  private final Semaphore wanted = new Semaphore(0);
  private final CompletableFuture<Void> fetched = new CompletableFuture<>();
  private final Thread thread;
  private volatile Map<String, Algorithm> keys = Map.of();

  /// How often keys are fetched.
  ///
  /// @param every while nothing asks for them sooner
  /// @param atMostEvery however many tokens name unknown keys
  record Pace(Duration every, Duration atMostEvery) {
    static final Pace DEFAULT = new Pace(Duration.ofMinutes(10), Duration.ofSeconds(10));
  }

  KeySet(URI url, TokenSettings.Algorithm algorithm, Pace pace, Metrics metrics) {
    this.pace = pace;
    this.source = new KeySource(url);
    this.algorithm = algorithm;
    this.metrics = metrics;
    metrics.gauge("token.keys", "public keys known", () -> keys.size());
    this.thread = Thread.ofVirtual().name("token-keys").start(this::run);
  }

  CompletableFuture<Void> fetched() {
    return fetched.copy();
  }

  /// The verifier of a key, or null, which also asks for a fetch.
  @Nullable Algorithm find(String keyId) {
    Algorithm key = keys.get(keyId);
    if (key == null && wanted.availablePermits() == 0) {
      wanted.release();
    }
    return key;
  }

  @Override
  public void close() {
    thread.interrupt();
    source.close();
  }

  private void run() {
    try {
      while (true) {
        fetch();
        Thread.sleep(pace.atMostEvery);
        Duration rest = keys.isEmpty() ? Duration.ZERO : pace.every.minus(pace.atMostEvery);
        if (wanted.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          wanted.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fetch() throws InterruptedException {
    try {
      Map<String, Algorithm> usable = usable(source.look());
      if (usable.isEmpty()) {
        log.warn("the key set holds no usable {} key; the known ones are kept", algorithm);
        return;
      }
      keys = usable;
      fetched.complete(null);
    } catch (IOException e) {
      metrics.counter("token.keys.failures", "key sets that could not be fetched").increment();
      log.warn("the key set could not be fetched; the known ones are kept: {}", e.getMessage());
    } catch (RuntimeException bug) {
      // The type alone, for its message may hold what was published. Nobody else would fetch again.
      metrics.counter("token.keys.failures", "key sets that could not be fetched").increment();
      log.error("the key set could not be read: {}", bug.getClass().getName());
    }
  }

  private Map<String, Algorithm> usable(List<Jwk> published) {
    Map<String, Algorithm> usable = new HashMap<>();
    for (Jwk jwk : published) {
      String id = jwk.getId();
      Algorithm verifier = id == null ? null : verifier(jwk);
      if (id != null && verifier != null && usable.size() < KEYS_MAX) {
        usable.put(id, verifier);
      }
    }
    return Map.copyOf(usable);
  }

  private @Nullable Algorithm verifier(Jwk jwk) {
    boolean signs = jwk.getUsage() == null || "sig".equals(jwk.getUsage());
    boolean ours = jwk.getAlgorithm() == null || algorithm.name().equals(jwk.getAlgorithm());
    if (!signs || !ours) {
      return null;
    }
    try {
      PublicKey key = jwk.getPublicKey();
      return switch (algorithm) {
        case RS256 ->
            key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN
                ? Algorithm.RSA256(rsa, null)
                : null;
        case ES256 ->
            key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
                ? Algorithm.ECDSA256(ec, null)
                : null;
        case HS256 -> null;
      };
    } catch (InvalidPublicKeyException | IllegalArgumentException e) {
      log.debug("a key of the set is not usable", e);
      return null;
    }
  }
}
