package io.viatra.chat.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Lifecycle lifecycle = new Lifecycle("test", Duration.ofSeconds(10));

  @Test
  void whatOpensLastClosesFirst() {
    add("log");
    add("database");
    add("tap");
    assertThat(lifecycle.close(Duration.ofSeconds(10))).isEmpty();
    assertThat(closed).containsExactly("tap", "database", "log");
  }

  @Test
  void aPartThatFailsKeepsNoOtherOpen() {
    add("first");
    lifecycle.add(
        "broken",
        () -> {
          throw new IllegalStateException("broken on purpose");
        });
    add("last");
    assertThat(lifecycle.close(Duration.ofSeconds(10))).containsExactly("broken");
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void aPartThatHangsIsInterruptedAtTheDeadlineAndTheOthersAreClosed() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    add("first");
    lifecycle.add(
        "hanging",
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        });
    assertThat(lifecycle.close(Duration.ofMillis(50))).containsExactly("hanging");
    interrupted.await();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void closingTwiceClosesOnce() {
    add("part");
    lifecycle.close();
    lifecycle.close();
    assertThat(closed).containsExactly("part");
  }

  @Test
  void aPartThatComesTooLateIsClosedAtOnce() {
    lifecycle.close();
    assertThatIllegalStateException().isThrownBy(() -> add("late"));
    assertThat(closed).containsExactly("late");
  }

  private void add(String name) {
    AutoCloseable part = () -> closed.add(name);
    lifecycle.add(name, part);
  }
}
