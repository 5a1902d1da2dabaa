package io.viatra.chat.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Readiness readiness = new Readiness(nanos::get);

  @Test
  void nothingIsReadyBeforeItHasStarted() {
    assertThat(readiness.report().ready()).isFalse();
    readiness.started();
    assertThat(readiness.report().ready()).isTrue();
  }

  @Test
  void oneFailingCheckIsEnough() {
    readiness.started();
    readiness.check("good", () -> true);
    readiness.check("bad", () -> false);
    Readiness.Report report = readiness.report();
    assertThat(report.ready()).isFalse();
    assertThat(report.checks()).containsEntry("good", true).containsEntry("bad", false);
  }

  @Test
  void aCheckThatThrowsHasFailed() {
    readiness.started();
    readiness.check(
        "broken",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    assertThat(readiness.report().checks()).containsEntry("broken", false);
  }

  @Test
  void anAnswerIsKeptForASecond() {
    AtomicInteger asked = new AtomicInteger();
    readiness.started();
    readiness.check("counted", () -> asked.incrementAndGet() > 0);
    readiness.report();
    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    readiness.report();
    assertThat(asked).hasValue(1);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    readiness.report();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aHangingCheckHasFailedAndIsNotStartedTwice() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    readiness.started();
    readiness.check(
        "hanging",
        () -> {
          asked.incrementAndGet();
          release.await();
          return true;
        });
    assertThat(readiness.report().ready()).isFalse();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(readiness.report().ready()).isFalse();
    assertThat(asked).hasValue(1);
    release.countDown();
  }

  @Test
  void aDrainingServiceIsNeverReadyAgain() {
    readiness.started();
    assertThat(readiness.report().ready()).isTrue();
    readiness.draining();
    assertThat(readiness.report().checks()).containsEntry("accepting", false);
  }
}
