package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void aBurstThenTheRate() {
    var bucket = new TokenBucket(3, Duration.ofNanos(10), nanos::get);
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isEqualTo(Duration.ofNanos(10));
    nanos.addAndGet(4);
    assertThat(bucket.take()).isEqualTo(Duration.ofNanos(6));
    nanos.addAndGet(6);
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isNotNull();
  }

  @Test
  void aLongPauseGivesNoMoreThanTheBurst() {
    var bucket = new TokenBucket(2, Duration.ofNanos(10), nanos::get);
    nanos.addAndGet(1_000_000);
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isNull();
    assertThat(bucket.take()).isNotNull();
  }

  @Test
  void anUnlimitedOneNeverSaysNo() {
    var bucket = TokenBucket.unlimited();
    for (int i = 0; i < 1_000; i++) {
      assertThat(bucket.take()).isNull();
    }
  }
}
