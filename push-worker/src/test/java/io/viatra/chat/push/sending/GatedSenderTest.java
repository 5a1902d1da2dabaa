package io.viatra.chat.push.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.device.Platform;
import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatedSenderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final Push PUSH =
      new Push(
          new Device("ann", "phone", "t", Platform.ANDROID, NOW),
          new PushRequest(
              "ann",
              new UUID(1, 1),
              new UUID(2, 2),
              1,
              1,
              PushReason.OFFLINE,
              null,
              0,
              null,
              NOW,
              NOW.plusSeconds(60)));

  @Test
  void neverMoreSendsThanAllowedAreInFlightAndAllComeThrough() throws Exception {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var threeIn = new CountDownLatch(3);
    var release = new CountDownLatch(1);
    PushSender slow =
        _ -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          threeIn.countDown();
          release.await();
          inFlight.decrementAndGet();
          return new PushResult.Accepted();
        };
    var gated = new GatedSender(slow, 3, new Metrics("test"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PushResult>> sends = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        sends.add(threads.submit(() -> gated.send(PUSH)));
      }
      threeIn.await();
      release.countDown();
      for (Future<PushResult> send : sends) {
        assertThat(send.get()).isEqualTo(new PushResult.Accepted());
      }
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void aFailureGivesItsPlaceBack() throws Exception {
    var calls = new AtomicInteger();
    PushSender once =
        _ -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("once");
          }
          return new PushResult.Accepted();
        };
    var gated = new GatedSender(once, 1, new Metrics("test"));
    assertThatThrownBy(() -> gated.send(PUSH)).hasMessage("once");
    assertThat(gated.send(PUSH)).isEqualTo(new PushResult.Accepted());
  }
}
