package io.viatra.chat.standalone;

import io.viatra.chat.standalone.client.LiveSocket;
import io.viatra.chat.standalone.client.Rest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `make latency`: what one pair feels that chats at a steady rate, against a running demo.
///
/// Open loop: each message has its time, and its latency counts from that time on, sent late or
/// not, so a stall is charged to every message that it delays (no coordinated omission).
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "One pair chats at a steady rate over real sockets; prints the time from emit to ack and to"
            + " the recipient's new_message. Start the demo with --limits=off first.",
    footer = {"", "Exit codes: 0 measured; 1 messages are missing or no demo answers."})
public final class Latency implements Callable<Integer> {
  private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MS = 1e6;
  private static final int IN_FLIGHT_MAX = 10_000;

  @Option(names = "--data", paramLabel = "DIR", description = "The demo's data directory.")
  private Path data = Path.of("target/demo");

  @Option(names = "--rate", description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private int rate = 50;

  @Option(
      names = "--warmup",
      description = "Seconds that do not count (default: ${DEFAULT-VALUE}).")
  private int warmupSeconds = 30;

  @Option(names = "--seconds", description = "Seconds that count (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--gateway",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Through the gateway, or straight to the edge (default: ${DEFAULT-VALUE}).")
  private boolean gateway = true;

  private final Histogram acks = new ConcurrentHistogram(NANOS_MAX, DIGITS);
  private final Histogram arrivals = new ConcurrentHistogram(NANOS_MAX, DIGITS);

  /// Client id to the time at which it was due; bounded, an overflow ends the run.
  private final Map<String, Long> inFlight = new ConcurrentHashMap<>();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Latency()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(data.resolve(Endpoints.FILE))) {
      System.err.println("no demo is running on " + data + ": make demo ARGS=--limits=off");
      return 1;
    }
    LogFile.in(data, "latency");
    var endpoints = Endpoints.read(data);
    var key = new SigningKey(endpoints.jwtSecret());
    var rest = URI.create(Objects.requireNonNull(endpoints.gateway()));
    var live = gateway ? rest : URI.create(Objects.requireNonNull(endpoints.edge()));
    var one = "bench-" + UUID.randomUUID();
    var two = "bench-" + UUID.randomUUID();
    var lifetime = Duration.ofHours(1);
    var body = Rest.object().put("type", "direct");
    body.putArray("participantIds").add(two);
    var conversation =
        new Rest(rest, key.token(one, lifetime))
            .post("/api/v1/chat/conversations", body)
            .path("conversation")
            .path("id")
            .asText();
    try (var sender = LiveSocket.connect(live, key.token(one, lifetime), "bench");
        var recipient = LiveSocket.connect(live, key.token(two, lifetime), "bench")) {
      recipient.each("new_message", message -> arrived(message.path("clientMessageId").asText()));
      chat(sender, conversation, warmupSeconds);
      drain();
      acks.reset();
      arrivals.reset();
      int sent = chat(sender, conversation, seconds);
      drain();
      return report(sent);
    }
  }

  /// Sends on schedule; returns how many.
  private int chat(LiveSocket sender, String conversation, int forSeconds) throws IOException {
    int count = rate * forSeconds;
    long start = System.nanoTime();
    long gap = TimeUnit.SECONDS.toNanos(1) / rate;
    for (int i = 0; i < count; i++) {
      long due = start + i * gap;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (inFlight.size() > IN_FLIGHT_MAX) {
        throw new IOException("more than " + IN_FLIGHT_MAX + " messages have not arrived");
      }
      var clientMessageId = UUID.randomUUID().toString();
      inFlight.put(clientMessageId, due);
      var body =
          Rest.object()
              .put("conversationId", conversation)
              .put("content", "How is the patient in room 12 this morning?")
              .put("clientMessageId", clientMessageId);
      var _ =
          sender
              .emit("send_message", body)
              .thenAccept(ack -> {
                if (ack.path("ok").asBoolean()) {
                  acks.recordValue(Math.min(System.nanoTime() - due, NANOS_MAX));
                }
              });
    }
    return count;
  }

  private void arrived(String clientMessageId) {
    var due = inFlight.remove(clientMessageId);
    if (due != null) {
      arrivals.recordValue(Math.min(System.nanoTime() - due, NANOS_MAX));
    }
  }

  private void drain() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!inFlight.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private int report(int sent) {
    System.out.printf("%d messages at %d/s, one pair%n", sent, rate);
    print("emit -> ack", acks);
    print("emit -> new_message", arrivals);
    long missing = sent - arrivals.getTotalCount();
    if (missing != 0 || acks.getTotalCount() != sent) {
      System.out.printf("MISSING: %d arrivals, %d acks%n", missing, sent - acks.getTotalCount());
      return 1;
    }
    return 0;
  }

  private static void print(String what, Histogram histogram) {
    System.out.printf(
        Locale.ROOT,
        "  %-20s median %6.1f ms   p90 %6.1f   p99 %6.1f   p99.9 %6.1f   max %6.1f%n",
        what,
        histogram.getValueAtPercentile(50) / NANOS_PER_MS,
        histogram.getValueAtPercentile(90) / NANOS_PER_MS,
        histogram.getValueAtPercentile(99) / NANOS_PER_MS,
        histogram.getValueAtPercentile(99.9) / NANOS_PER_MS,
        histogram.getMaxValue() / NANOS_PER_MS);
  }
}
