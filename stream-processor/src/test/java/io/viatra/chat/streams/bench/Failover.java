package io.viatra.chat.streams.bench;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// What clients feel when the stream processor is killed under load: for how long nothing comes,
/// and whether anything is lost, or numbered twice. Alone and started again at once; beside a
/// second instance with standbys; and with its disk lost, how long it takes to come back.
///
/// Arguments: `[messages a second (200)] [conversations to restore (20000)]`
public final class Failover {
  private static final int CONVERSATIONS = 120;
  private static final int WARM_SECONDS = 20;
  private static final int SECONDS = 30;
  private static final int PORTION = 1_000;

  private final Field field;
  private final Seats seats;
  private final int rate;

  private Failover(Field field, Seats seats, int rate) {
    this.field = field;
    this.seats = seats;
    this.rate = rate;
  }

  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int conversations = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    try (var field = Field.open();
        var seats = new Seats(field.producer(), Field.PARTITIONS)) {
      var run = new Failover(field, seats, rate);
      run.alone();
      run.withStandby();
      run.restored(conversations);
    }
  }

  private void alone() throws Exception {
    var first = field.life("alone", Map.of()).ready();
    killed("alone, started again at once", "alone", first, () -> field.life("alone", Map.of()))
        .close();
  }

  private void withStandby() throws Exception {
    var standby = Map.of("CHAT_STREAMS_STANDBYS", "1");
    try (var second = field.life("second", standby)) {
      var first = field.life("first", standby).ready();
      second.ready();
      killed("beside a second instance with standbys", "standby", first, () -> second);
    }
  }

  private interface Next {
    Life begin() throws Exception;
  }

  /// @return who goes on
  private Life killed(String what, String name, Life first, Next next) throws Exception {
    try (var arrivals = new Arrivals(field.bootstrap(), name)) {
      var speakers = new Speakers(field.producer(), Field.PARTITIONS, name);
      seats.take(speakers.found(CONVERSATIONS, 2));
      speakers.speak(rate * WARM_SECONDS, rate, arrivals);
      var _ = arrivals.await();
      arrivals.forgetStandstill();
      int from = arrivals.messages();
      var talk = Thread.ofPlatform().start(() -> speakers.speak(rate * SECONDS, rate, arrivals));
      Thread.sleep(Duration.ofSeconds(SECONDS / 3));
      first.close();
      var life = next.begin();
      talk.join();
      int lost = arrivals.await();
      System.out.printf(
          Locale.ROOT,
          "killed at %d/s, %s: nothing at all came for %.1f s, some message for %.1f s; 99th percentile"
              + " %.1f s; lost %d%s%n",
          rate,
          what,
          arrivals.standstillMillis() / 1e3,
          arrivals.millis(from, 1) / 1e3,
          arrivals.millis(from, 0.99) / 1e3,
          lost,
          numbers(speakers));
      return life;
    }
  }

  /// Numbers of all messages of the speakers, from the log.
  private String numbers(Speakers speakers) throws Exception {
    var taken = new HashMap<UUID, HashSet<Long>>();
    var ids = new HashSet<UUID>();
    int twice = 0;
    int messages = 0;
    try (var probe = KafkaProbe.of(field.bootstrap())) {
      for (var record : probe.read(Topics.EVENTS.name())) {
        if (Topics.EVENTS.codec().decode(record.bytes()) instanceof Decoded.Value<ChatEvent>(var it)
            && it instanceof MessageSent sent
            && sent.senderId().startsWith(speakers.name())) {
          messages++;
          boolean newSeq =
              taken.computeIfAbsent(sent.conversationId(), _ -> new HashSet<>()).add(sent.seq());
          twice += newSeq && ids.add(sent.messageId()) ? 0 : 1;
        }
      }
    }
    long holes =
        taken.values().stream()
            .filter(seqs -> seqs.size() != seqs.stream().mapToLong(Long::longValue).max().orElse(0))
            .count();
    return "; %,d messages in the log, %d numbered twice, %d conversations with holes"
        .formatted(messages, twice, holes);
  }

  /// Against a start that finds nothing to restore: after a kill the sequencer's rows come from the
  /// log with the disk too.
  private void restored(int conversations) throws Exception {
    double empty = secondsUntilReady();
    try (var _ = field.life("wiped", Map.of()).ready();
        var arrivals = new Arrivals(field.bootstrap(), "many")) {
      int lost = 0;
      // In portions, so that no wait is longer than one of them.
      for (int founded = 0; founded < conversations; founded += PORTION) {
        int portion = Math.min(PORTION, conversations - founded);
        var speakers = new Speakers(field.producer(), Field.PARTITIONS, "many", "many" + founded);
        seats.take(speakers.found(portion, 2));
        speakers.speak(portion, 0, arrivals);
        lost = arrivals.await();
      }
      System.out.printf(
          Locale.ROOT, "%,d conversations of two, a message each: lost %d%n", conversations, lost);
    }
    double kept = secondsUntilReady();
    field.wipe("wiped");
    double wiped = secondsUntilReady();
    System.out.printf(
        Locale.ROOT,
        "ready, the start of a process included: %.1f s with nothing to restore; %.1f s with its disk,"
            + " %.1f s without it, which is %.0f s for each million of conversations%n",
        empty,
        kept,
        wiped,
        (wiped - empty) / conversations * 1e6);
  }

  private double secondsUntilReady() throws Exception {
    long begun = System.nanoTime();
    try (var _ = field.life("wiped", Map.of()).ready()) {
      return (System.nanoTime() - begun) / 1e9;
    }
  }
}
