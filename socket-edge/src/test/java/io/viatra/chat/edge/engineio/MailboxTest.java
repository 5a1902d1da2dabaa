package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
  @Test
  void tasksRunOneAtATimeAndInOrder() throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailbox mailbox = new Mailbox(executor);
      List<Integer> ran = new ArrayList<>();
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger insideMax = new AtomicInteger();
      CountDownLatch done = new CountDownLatch(1);
      int count = 5_000;
      IntStream.range(0, count)
          .forEach(i ->
              mailbox.execute(() -> {
                insideMax.accumulateAndGet(inside.incrementAndGet(), Math::max);
                ran.add(i);
                inside.decrementAndGet();
              }));
      mailbox.executeLast(done::countDown);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(ran).isEqualTo(IntStream.range(0, count).boxed().toList());
      assertThat(insideMax).hasValue(1);
    }
  }

  @Test
  void nothingIsTakenAfterTheLastTask() {
    Mailbox mailbox = new Mailbox(Runnable::run);
    List<String> ran = new ArrayList<>();
    mailbox.executeLast(() -> ran.add("last"));
    assertThat(mailbox.execute(() -> ran.add("late"))).isFalse();
    mailbox.executeLast(() -> ran.add("later"));
    assertThat(ran).containsExactly("last");
  }

  @Test
  void anErrorInOneTaskDoesNotStopTheNext() {
    Queue<Runnable> threads = new ArrayDeque<>();
    Mailbox mailbox = new Mailbox(threads::add);
    List<String> ran = new ArrayList<>();
    mailbox.execute(() -> {
      throw new AssertionError("a task's own affair");
    });
    mailbox.execute(() -> ran.add("next"));
    while (!threads.isEmpty()) {
      try {
        threads.remove().run();
      } catch (AssertionError expected) {
        ran.add("thrown");
      }
    }
    assertThat(ran).containsExactly("thrown", "next");
  }
}
