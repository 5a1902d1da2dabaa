package io.viatra.chat.streams.router;

import static io.viatra.chat.streams.router.RouterBench.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest {
  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob");
  @TempDir Path directory;
  private RouterBench bench;

  @BeforeEach
  void open() {
    bench = new RouterBench(directory);
    bench.deliver(chat, chat.frame());
    bench.open("bob", "s1");
    bench.mailbox();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void expect(String code, Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
    bench.raw(topic, key, value);
    assertThat(bench.out(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.key()).isEqualTo(key);
          assertThat(letter.value()).isEqualTo(value);
          assertThat(header(letter, "dlq-topic")).isEqualTo(topic.name());
          assertThat(header(letter, "dlq-partition")).isEqualTo("0");
          assertThat(header(letter, "dlq-offset")).isNotEmpty();
          assertThat(header(letter, "dlq-service")).isEqualTo("router");
          assertThat(header(letter, "dlq-error-code")).isEqualTo(code);
        });
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).as("the partition goes on").hasSize(1);
  }

  @Test
  void unreadableRecordsAreBuriedWithTheirCoordinates() {
    byte[] key = bytes(chat.id.toString());
    expect("not-json", Topics.DELIVERIES, key, bytes("{{"));
    expect("empty", Topics.DELIVERIES, key, null);
    expect("unknown-type", Topics.DELIVERIES, key, bytes("{\"type\":\"delivery.dream\"}"));
    expect("out-of-bounds", Topics.DELIVERIES, key, bytes("{\"type\":\"delivery.message\"}"));
    expect("not-json", Topics.SESSIONS, bytes("bob"), new byte[] {0, 1, 2});
    expect("empty", Topics.SESSIONS, bytes("bob"), null);
  }

  @Test
  void aRecordWithoutKeyOrUnderAnothersIsPoison() {
    byte[] value = Topics.DELIVERIES.codec().encode(chat.message("ann"));
    expect("no-key", Topics.DELIVERIES, null, value);
    expect("foreign-key", Topics.DELIVERIES, bytes(new UUID(9, 9).toString()), value);
    var opened = new SessionOpened("bob", "s9", null, "edge-a", 0, 1_000, Chat.AT);
    expect("foreign-key", Topics.SESSIONS, bytes("ann"), Topics.SESSIONS.codec().encode(opened));
  }

  @Test
  void aSlotThatDoesNotExistAndARecipientThatIsNoUserArePoison() {
    var opened = new SessionOpened("bob", "s9", null, "edge-a", 64, 1_000, Chat.AT);
    expect("out-of-bounds", Topics.SESSIONS, bytes("bob"), Topics.SESSIONS.codec().encode(opened));
    var message = chat.message("ann").message();
    byte[] value = Topics.DELIVERIES.codec().encode(new MessageDelivery(message, List.of("a\0b")));
    expect("out-of-bounds", Topics.DELIVERIES, bytes(chat.id.toString()), value);
  }

  @Test
  void whatIsLargerThanADeadLetterMayBeIsKeptCut() {
    bench.raw(Topics.DELIVERIES, bytes("k".repeat(5_000)), new byte[900_000]);
    assertThat(bench.out(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.key()).hasSize(4 * 1024);
          assertThat(letter.value()).hasSize(512 * 1024);
          assertThat(header(letter, "dlq-cut")).isEqualTo("900000");
        });
  }

  @Test
  void aHeartbeatThatCannotBeReadIsBuriedAtTheNextTick() {
    bench.raw(Topics.NODES, bytes("edge-x"), bytes("nonsense"));
    bench.heartbeat("edge-y", 1, 5);
    bench.send(Topics.NODES, "edge-z", new NodeHeartbeat("edge-y", 1, 6, Chat.AT));
    bench.live(Duration.ofSeconds(1));
    assertThat(bench.out(Topics.DEAD_LETTERS))
        .extracting(letter -> header(letter, "dlq-error-code"))
        .containsExactly("not-json", "foreign-key");
    assertThat(bench.metrics.scrape()).contains("chat_router_dead_letters_total");
  }
}
