package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `chat.unread.v1` is told.
class CountTest {
  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob", "eve");
  @TempDir Path directory;
  private RouterBench bench;

  @BeforeEach
  void open() {
    bench = new RouterBench(directory);
    bench.deliver(chat, chat.frame());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void membersBeginWithACount() {
    assertThat(bench.counts()).containsExactlyInAnyOrder("ann 0", "bob 0", "eve 0");
  }

  @Test
  void aBurstIsOneCountForEachRecipientAndNoneForTheSender() {
    bench.counts();
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.counts()).isEmpty();
    bench.sleep(Duration.ofMillis(200));
    assertThat(bench.counts()).containsExactlyInAnyOrder("bob 3", "eve 3");
    bench.sleep(Duration.ofMillis(200));
    assertThat(bench.counts()).isEmpty();
  }

  @Test
  void whatWaitsIsShown() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofSeconds(1));
    assertThat(waiting()).isEqualTo(2);
    bench.sleep(Duration.ofSeconds(1));
    assertThat(waiting()).isZero();
  }

  private double waiting() {
    return bench.metrics.registry().get("chat.router.counts.waiting").gauge().value();
  }

  @Test
  void aReaderIsCountedAtOnceAndForADeliveryNobody() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(200));
    bench.counts();
    bench.deliver(chat, chat.delivered("bob", 0, 1, "ann"));
    assertThat(bench.counts()).isEmpty();
    bench.deliver(chat, chat.read("bob", 0, 1, "ann"));
    assertThat(bench.counts()).containsExactly("bob 0");
  }

  @Test
  void whatIsDeletedIsCountedAtOnce() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(200));
    bench.counts();
    bench.deliver(chat, chat.deletes(1, "ann"));
    assertThat(bench.counts()).containsExactlyInAnyOrder("ann 0", "bob 0", "eve 0");
  }

  @Test
  void whoIsRemovedHasNoCountAndOneAgainAfterComingBack() {
    bench.counts();
    bench.deliver(chat, chat.removes("bob"));
    assertThat(bench.counts()).containsExactly("bob gone");
    bench.deliver(chat, chat.adds("bob"));
    assertThat(bench.counts()).contains("bob 0");
  }

  @Test
  void noticesAndEditsAreNotCounted() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(200));
    bench.counts();
    bench.deliver(chat, chat.message("ann", MessageType.SYSTEM, null));
    bench.deliver(chat, chat.edits(1, "ann"));
    bench.sleep(Duration.ofMillis(200));
    assertThat(bench.counts()).isEmpty();
  }

  @Test
  void whatACrashLostInMemoryIsFoundByItsPendingPush() {
    bench.counts();
    bench.deliver(chat, chat.message("ann"));
    bench.restart();
    assertThat(bench.counts()).contains("bob 1", "eve 1");
  }

  @Test
  void aCountSaysWhichStateItIsOf() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(200));
    var record = bench.out(Topics.UNREAD).getLast();
    var count = RouterBench.decoded(Topics.UNREAD, record.value());
    assertThat(new String(record.key(), StandardCharsets.UTF_8))
        .isEqualTo(count.userId() + "|" + chat.id);
    assertThat(count.lastSeq()).isEqualTo(1);
    assertThat(count.ver()).isEqualTo(bench.head(chat).ver());
    assertThat(record.headers().lastHeader("ce_type").value())
        .isEqualTo("io.viatra.chat.unread.counted.v1".getBytes(StandardCharsets.UTF_8));
  }
}
