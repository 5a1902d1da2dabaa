package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob");
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
  void whoHasNoSocketIsPushedToWithinTwoSecondsAndTheSenderNever() {
    Instant at = bench.now().plusSeconds(1);
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes())
        .containsExactly(
            new PushRequest(
                "bob",
                chat.id,
                chat.messageId(1),
                1,
                1,
                PushReason.OFFLINE,
                null,
                0,
                null,
                at,
                at.plus(Duration.ofHours(24))));
    assertThat(bench.entries(RouterStores.PENDING)).isZero();
  }

  @Test
  void aBurstBecomesOnePushForItsNewest() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(1));
    assertThat(bench.pushes()).extracting(PushRequest::seq).containsExactly(2L);
    bench.live(Duration.ofSeconds(15));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void aBurstThatGoesOnWhileItsFirstIsDueBecomesOnePush() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(700));
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofMillis(300));
    bench.live(Duration.ofSeconds(5));
    assertThat(bench.pushes()).extracting(PushRequest::seq).containsExactly(2L);
  }

  @Test
  void theNextBurstIsPushedToo() {
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(2));
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes())
        .extracting(PushRequest::seq, PushRequest::badge)
        .containsExactly(tuple(1L, 1L), tuple(2L, 2L));
  }

  @Test
  void eachConversationIsPushedForItselfWithTheTotalAsBadge() {
    var other = Chat.of(new UUID(1, 2), "ann", "bob");
    bench.deliver(other, other.frame());
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(other, other.message("ann"));
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes())
        .extracting(PushRequest::conversationId, PushRequest::badge)
        .containsExactlyInAnyOrder(tuple(chat.id, 2L), tuple(other.id, 2L));
  }

  @Test
  void aSocketThatSaysNothingForTenSecondsIsTakenForGone() {
    bench.open("bob", "s1");
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(9));
    assertThat(bench.pushes()).isEmpty();
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes())
        .extracting(PushRequest::userId, PushRequest::reason)
        .containsExactly(tuple("bob", PushReason.UNDELIVERED));
  }

  @Test
  void deliveredClearsIt() {
    bench.open("bob", "s1");
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.delivered("bob", 0, 1, "ann"));
    bench.live(Duration.ofSeconds(12));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void readElsewhereClearsIt() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.read("bob", 0, 1, "ann"));
    bench.live(Duration.ofSeconds(12));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void deletedClearsItAndWhatIsLeftOfTheBurstIsPushed() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.deletes(2, "ann"));
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes()).extracting(PushRequest::seq).containsExactly(1L);
  }

  @Test
  void whoLeftIsNotPushedTo() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.removes("bob"));
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void systemNoticesWakeNobody() {
    bench.deliver(chat, chat.message("ann", MessageType.SYSTEM, null));
    bench.live(Duration.ofSeconds(12));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void whoComesOnlineWhileABurstGathersGetsTheTimeOfASocket() {
    bench.deliver(chat, chat.message("ann"));
    bench.open("bob", "s1");
    bench.live(Duration.ofSeconds(9));
    assertThat(bench.pushes()).isEmpty();
    bench.live(Duration.ofSeconds(3));
    assertThat(bench.pushes())
        .extracting(PushRequest::reason)
        .containsExactly(PushReason.UNDELIVERED);
  }

  @Test
  void theSocketsOfASilentNodeCountAsGone() {
    bench.open("bob", "s1");
    bench.silence(Duration.ofSeconds(9));
    bench.deliver(chat, chat.message("ann"));
    bench.silence(Duration.ofSeconds(2));
    assertThat(bench.pushes()).extracting(PushRequest::reason).containsExactly(PushReason.OFFLINE);
  }

  @Test
  void aRouterThatHasJustStartedCallsNobodySilent() {
    bench.open("bob", "s1");
    bench.restart();
    bench.deliver(chat, chat.message("ann"));
    bench.silence(Duration.ofSeconds(5));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void aRestartKeepsWhatIsPending() {
    bench.deliver(chat, chat.message("ann"));
    bench.restart();
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes()).extracting(PushRequest::seq).containsExactly(1L);
  }

  @Test
  void aReplayDoesNotPushTwice() {
    var message = chat.message("ann");
    bench.deliver(chat, message);
    bench.live(Duration.ofSeconds(2));
    assertThat(bench.pushes()).hasSize(1);

    bench.restart();
    bench.deliver(chat, message);
    bench.live(Duration.ofSeconds(15));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void aBacklogWaitsForItsOwnReceiptsAndBecomesOnePush() {
    Instant hourAgo = bench.now().minus(Duration.ofHours(1));
    bench.deliver(chat, chat.message("ann"), hourAgo);
    bench.deliver(chat, chat.message("ann"), hourAgo);
    bench.live(Duration.ofSeconds(5));
    bench.deliver(chat, chat.read("bob", 0, 1, "ann"), hourAgo);
    assertThat(bench.pushes()).isEmpty();
    bench.live(Duration.ofSeconds(7));
    assertThat(bench.pushes()).extracting(PushRequest::seq).containsExactly(2L);
  }

  @Test
  void aPushThatIsADayLateIsWorthNothing() {
    bench.deliver(chat, chat.message("ann"));
    bench.sleep(Duration.ofHours(25));
    assertThat(bench.pushes()).isEmpty();
    assertThat(bench.entries(RouterStores.PENDING)).isZero();
  }
}
