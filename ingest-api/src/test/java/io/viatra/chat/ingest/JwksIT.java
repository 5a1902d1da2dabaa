package io.viatra.chat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.FakeKeySet;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens of an identity provider whose keys change while the service runs.
class JwksIT {
  private static final Duration ROTATED_MAX = Duration.ofSeconds(25);

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void aNewKeyIsTakenAndOneThatIsGoneIsNot(String algorithm) throws Exception {
    try (var keys = FakeKeySet.start(algorithm)) {
      keys.publish("k1");
      try (var fixture =
          IngestFixture.start(
              Map.of(
                  "CHAT_JWT_ALGORITHM", algorithm.toLowerCase(Locale.ROOT),
                  "CHAT_JWT_SECRET", IngestFixture.secret(),
                  "CHAT_JWT_JWKS_URL", keys.url().toString()))) {
        await(() -> status(fixture, keys.token("k1", "ana")) == 200);
        assertThat(status(fixture, keys.token("k2", "ana"))).isEqualTo(401);
        assertThat(status(fixture, IngestFixture.token("ana", Duration.ofMinutes(5))))
            .as("the other algorithm, with a secret that is configured")
            .isEqualTo(401);
        keys.publish("k1", "k2");
        await(() -> status(fixture, keys.token("k2", "ana")) == 200);
        assertThat(status(fixture, keys.token("k1", "ana"))).isEqualTo(200);
        keys.publish("k2");
        // A token of a key that nobody knows is what makes the service look again.
        await(() -> {
          status(fixture, keys.token("k3", "ana"));
          return status(fixture, keys.token("k1", "ana")) == 401;
        });
        assertThat(status(fixture, keys.token("k2", "ana"))).isEqualTo(200);
      }
    }
  }

  private static int status(IngestFixture fixture, String token) {
    var client = fixture.anonymous().with("Authorization", "Bearer " + token);
    return client.get("/unread").status();
  }

  private static void await(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ROTATED_MAX);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
