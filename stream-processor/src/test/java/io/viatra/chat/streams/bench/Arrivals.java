package io.viatra.chat.streams.bench;

import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What comes out of the mailbox of one slot: when each message was there first, and for how many.
///
/// Records are searched, not parsed: parsing would take as much processor time as what is measured.
final class Arrivals implements AutoCloseable {
  static final String CLIENT = "bench-";
  static final int MESSAGES_MAX = 2_000_000;

  private static final byte[] USERS = "\"userIds\":[".getBytes(StandardCharsets.US_ASCII);

  private final byte[] client;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final long[] due = new long[MESSAGES_MAX];
  private final long[] arrived = new long[MESSAGES_MAX];
  private volatile int expected;
  private volatile int messages;
  private volatile long recipients;

  /// Written by the listening thread: the longest time without any arrival while some were due.
  private volatile long standstill;

  private long lastArrival;

  /// @param name of the speakers
  Arrivals(String bootstrap, String name) {
    client = ("\"clientMessageId\":\"" + CLIENT + name + "-").getBytes(StandardCharsets.US_ASCII);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", "100"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var slot = List.of(new TopicPartition(Topics.MAILBOX.name(), 0));
    consumer.assign(slot);
    consumer.seekToEnd(slot);
    consumer.position(slot.getFirst());
    thread = Thread.ofPlatform().daemon().name("arrivals").start(this::listen);
  }

  /// @return the number of the message that is due then
  @SuppressWarnings("NonAtomicVolatileUpdate") // one speaker
  int due(long nanos) {
    due[expected] = nanos;
    return expected++;
  }

  private void listen() {
    try (consumer) {
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          take(record.value());
        }
      }
    } catch (WakeupException closed) {
      // The end.
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // the listening thread alone
  private void take(byte[] value) {
    int at = after(client, value);
    if (at < 0) {
      return;
    }
    int number = 0;
    for (; value[at] != '"'; at++) {
      number = number * 10 + value[at] - '0';
    }
    recipients += people(value);
    if (arrived[number] == 0) {
      long now = System.nanoTime();
      arrived[number] = now;
      if (messages > 0) {
        standstill = Math.max(standstill, now - Math.max(lastArrival, due[number]));
      }
      lastArrival = now;
      messages++;
    }
  }

  private static int people(byte[] value) {
    int at = after(USERS, value);
    int people = 1;
    for (; value[at] != ']'; at++) {
      people += value[at] == ',' ? 1 : 0;
    }
    return people;
  }

  /// @return where a text ends, or -1
  private static int after(byte[] text, byte[] in) {
    for (int i = 0; i + text.length <= in.length; i++) {
      if (Arrays.equals(in, i, i + text.length, text, 0, text.length)) {
        return i + text.length;
      }
    }
    return -1;
  }

  /// Waits until all that was due is there, or nothing came for a minute.
  ///
  /// @return how many are missing
  int await() throws InterruptedException {
    int before = -1;
    long since = System.nanoTime();
    while (messages < expected && System.nanoTime() - since < 60_000_000_000L) {
      if (messages != before) {
        before = messages;
        since = System.nanoTime();
      }
      Thread.sleep(1);
    }
    return expected - messages;
  }

  int messages() {
    return messages;
  }

  long recipients() {
    return recipients;
  }

  long standstillMillis() {
    return standstill / 1_000_000;
  }

  void forgetStandstill() {
    standstill = 0;
  }

  /// From the first that was due until the last was there, of those from a number on.
  double seconds(int from) {
    long last = Arrays.stream(arrived, from, expected).max().orElse(due[from]);
    return (last - due[from]) / 1e9;
  }

  /// @param share 0 to 1
  double millis(int from, double share) {
    long[] took = new long[expected - from];
    for (int i = 0; i < took.length; i++) {
      took[i] = arrived[from + i] == 0 ? Long.MAX_VALUE : arrived[from + i] - due[from + i];
    }
    Arrays.sort(took);
    return took[(int) Math.min(took.length - 1L, (long) (took.length * share))] / 1e6;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
