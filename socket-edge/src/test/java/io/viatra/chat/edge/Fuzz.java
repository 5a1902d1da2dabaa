package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/// Seeded rounds of random input. `-Dfuzz.seed` repeats a run, `-Dfuzz.runs` sets its length; a
/// failure names the seed of its round, which alone is enough to see it again.
public final class Fuzz {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /// One round with its own generator.
  @FunctionalInterface
  public interface Round {
    void run(Random random) throws Exception;
  }

  /// Runs as many rounds as were asked for, or else `runs`; with a given seed the first round has
  /// that very seed.
  public static void rounds(String what, int runs, Round round) {
    long first = Long.getLong("fuzz.seed", System.nanoTime());
    int count = Integer.getInteger("fuzz.runs", runs);
    System.out.println(what + ": " + count + " runs, -Dfuzz.seed=" + first);
    for (int i = 0; i < count; i++) {
      long seed = first + i;
      try {
        round.run(new Random(seed));
      } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError(what + " failed: -Dfuzz.seed=" + seed + " -Dfuzz.runs=1", e);
      }
    }
  }

  /// What a task allocates on this thread. It runs twice and the smaller figure counts: the first
  /// run may load classes.
  public static long allocatedBy(Task task) throws Exception {
    long cold = allocatedOnce(task);
    long warm = allocatedOnce(task);
    return Math.min(cold, warm);
  }

  private static long allocatedOnce(Task task) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    task.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// What [#allocatedBy] measures.
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /// Random bytes.
  public static byte[] bytes(Random random, int lengthMax) {
    byte[] bytes = new byte[random.nextInt(lengthMax + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Flips, overwrites, doubles or cuts a few places of something that was right.
  public static byte[] mutated(Random random, byte[] right) {
    byte[] bytes = right.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> {
          int length = random.nextInt(bytes.length - at) + 1;
          System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
        }
        default -> bytes = Arrays.copyOf(bytes, at);
      }
    }
    assertThat(bytes.length).isLessThanOrEqualTo(right.length);
    return bytes;
  }
}
