package io.viatra.chat.streams.bench;

import java.util.Locale;
import java.util.Map;

/// What sequencer, router and broker take together, and how fast one message goes through: 1,000
/// messages a second, then bursts in conversations of two and of fifty.
///
/// All of it warm. On two cores that is minutes away: the compiler of the virtual machine competes
/// with what it compiles, and takes a quarter of the machine for the first two.
///
/// Arguments: `[messages of a burst (100000)] [seconds at 1,000/s (30)] [seconds of warm-up (180)]`
public final class Throughput {
  private static final int CONVERSATIONS = 120;
  private static final int GROUP = 50;
  private static final int RATE = 1_000;
  private static final int ROUNDS = 3;

  private Throughput() {}

  public static void main(String[] args) throws Exception {
    int burst = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int warm = args.length > 2 ? Integer.parseInt(args[2]) : 180;
    if (burst * (ROUNDS + 1) > Arrivals.MESSAGES_MAX
        || (warm + seconds) * RATE > Arrivals.MESSAGES_MAX) {
      System.err.printf(
          "at most %,d messages a burst, and %,d seconds%n",
          Arrivals.MESSAGES_MAX / (ROUNDS + 1), Arrivals.MESSAGES_MAX / RATE);
      System.exit(2);
    }
    try (var field = Field.open();
        var seats = new Seats(field.producer(), Field.PARTITIONS);
        var life = field.life("state", Map.of()).ready()) {
      steady(field, seats, life, seconds, warm);
      burst(field, seats, life, "pairs", 2, burst);
      burst(field, seats, life, "groups", GROUP, burst / 10);
    }
  }

  private static void burst(
      Field field, Seats seats, Life life, String name, int members, int messages)
      throws InterruptedException {
    try (var arrivals = new Arrivals(field.bootstrap(), name)) {
      var speakers = new Speakers(field.producer(), Field.PARTITIONS, name);
      seats.take(speakers.found(CONVERSATIONS, members));
      // Other code than before, so the first round is not shown.
      for (int round = 0; round <= ROUNDS; round++) {
        int from = arrivals.messages();
        long people = arrivals.recipients();
        long cpu = life.cpu().toNanos();
        speakers.speak(messages, 0, arrivals);
        int missing = arrivals.await();
        double took = arrivals.seconds(from);
        if (round > 0) {
          System.out.printf(
              Locale.ROOT,
              "burst of %,d in conversations of %d: %,.0f messages/s, %,.0f recipients/s; %.0f us of"
                  + " CPU each%s%n",
              messages,
              members,
              messages / took,
              (arrivals.recipients() - people) / took,
              (life.cpu().toNanos() - cpu) / 1e3 / messages,
              missing == 0 ? "" : "; MISSING " + missing);
        }
      }
    }
  }

  private static void steady(Field field, Seats seats, Life life, int seconds, int warm)
      throws InterruptedException {
    try (var arrivals = new Arrivals(field.bootstrap(), "steady")) {
      var speakers = new Speakers(field.producer(), Field.PARTITIONS, "steady");
      seats.take(speakers.found(CONVERSATIONS, 2));
      speakers.speak(RATE * warm, RATE, arrivals);
      var _ = arrivals.await();
      int from = arrivals.messages();
      long cpu = life.cpu().toNanos();
      speakers.speak(RATE * seconds, RATE, arrivals);
      int missing = arrivals.await();
      System.out.printf(
          Locale.ROOT,
          "%,d/s in conversations of 2, command to mailbox: median %.1f ms, 99th percentile %.1f ms,"
              + " worst %.1f ms; %.0f us of CPU each%s%n",
          RATE,
          arrivals.millis(from, 0.5),
          arrivals.millis(from, 0.99),
          arrivals.millis(from, 1),
          (life.cpu().toNanos() - cpu) / 1e3 / RATE / seconds,
          missing == 0 ? "" : "; MISSING " + missing);
    }
  }
}
