package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
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
  void aSnapshotHasWhatCameBeforeAndWhatComesAfterFollowsIt() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.read("bob", 0, 1));
    bench.open("bob", "s1");
    bench.deliver(chat, chat.message("ann"));

    var mailbox = bench.mailbox();
    var standing = new ConversationState(chat.id, 3, 2, 1, 1, 0L, 1L);
    assertThat(mailbox.getFirst())
        .isEqualTo(new SessionSnapshot(0, "bob", "s1", List.of(standing), 1));
    assertThat(mailbox.getLast())
        .isInstanceOfSatisfying(
            MailboxDelivery.class, next -> assertThat(next.userIds()).containsExactly("bob"));
    assertThat(mailbox).hasSize(2);
  }

  @Test
  void aSnapshotLeavesOutWhereOneIsNoMember() {
    bench.deliver(chat, chat.removes("bob"));
    bench.open("bob", "s1");
    assertThat(bench.snapshot().conversations()).isEmpty();
  }

  @Test
  void allDevicesOfAUserGetADeliveryOneRecordForEachSlot() {
    bench.heartbeat("edge-b", 5, 2_000);
    bench.open("bob", "s1");
    bench.open("bob", "s2");
    bench.open("bob", "s3", "edge-b", 5, 2_000);
    bench.mailbox();

    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.deliveries())
        .extracting(MailboxDelivery::slot, MailboxDelivery::userIds)
        .containsExactly(tuple(0, List.of("bob")), tuple(5, List.of("bob")));
  }

  @Test
  void peopleAtOneSlotShareARecord() {
    bench.open("ann", "s1");
    bench.open("bob", "s2");
    bench.mailbox();
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.deliveries())
        .singleElement()
        .satisfies(
            delivery -> assertThat(delivery.userIds()).containsExactlyInAnyOrder("ann", "bob"));
  }

  @Test
  void aMailboxRecordLiesInThePartitionOfItsSlot() {
    var record = new Outgoing.ToMailbox("bob", new SessionSnapshot(7, "bob", "s1", List.of(), 0));
    assertThat(RouterTopology.slot(record)).contains(Set.of(7));
  }

  @Test
  void oneDeviceClosesAndTheOthersStay() {
    bench.open("bob", "s1");
    bench.open("bob", "s2");
    bench.close("bob", "s1");
    bench.mailbox();
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).containsExactly(1L);

    bench.close("bob", "s2");
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).isEmpty();
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void aSessionOfAnEarlierLifeOfItsNodeIsVoid() {
    bench.open("bob", "s1", RouterBench.NODE, 0, RouterBench.EPOCH - 1);
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.mailbox()).isEmpty();
  }

  @Test
  void aNewLifeOfANodeEndsTheSessionsOfTheOldOne() {
    bench.open("bob", "s1");
    bench.heartbeat(RouterBench.NODE, 0, RouterBench.EPOCH + 1);
    bench.silence(Duration.ofSeconds(1));
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void aNewOwnerOfASlotEndsTheSessionsOfTheOldOne() {
    bench.open("bob", "s1");
    bench.heartbeat("edge-new", 0, RouterBench.EPOCH + 1);
    bench.silence(Duration.ofSeconds(1));
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void aNodeThatSaysGoodbyeEndsItsSessions() {
    bench.open("bob", "s1");
    bench.goodbye(RouterBench.NODE);
    bench.silence(Duration.ofSeconds(1));
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void aNodeThatIsHeardAgainHasLostNothing() {
    bench.open("bob", "s1");
    bench.silence(Duration.ofSeconds(30));
    bench.mailbox();
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).as("the mailbox is written on").containsExactly(1L);

    bench.live(Duration.ofSeconds(1));
    bench.pushes();
    bench.deliver(chat, chat.message("ann"));
    bench.live(Duration.ofSeconds(5));
    assertThat(bench.seqs()).containsExactly(2L);
    assertThat(bench.pushes()).as("its sockets are there again").isEmpty();
  }

  @Test
  void aNodeThatStaysSilentIsForgotten() {
    bench.open("bob", "s1");
    bench.silence(Duration.ofMinutes(11));
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void aNodeThatTellsOfItsSocketsBeforeItIsHeardAgainIsAnswered() {
    bench.open("bob", "s1");
    bench.silence(Duration.ofMinutes(11));
    bench.mailbox();
    bench.open("bob", "s1");
    assertThat(bench.snapshot().sid()).isEqualTo("s1");
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).containsExactly(1L);
  }

  @Test
  void theTotalIsRightForASocketThatFollowsOnesOfAnEndedLife() {
    bench.open("bob", "s1");
    bench.open("ann", "s2", RouterBench.NODE, 0, RouterBench.EPOCH + 1);
    bench.deliver(chat, chat.message("ann"));
    bench.open("bob", "s3", RouterBench.NODE, 0, RouterBench.EPOCH + 1);
    assertThat(bench.snapshot().totalUnread()).isEqualTo(1);
  }

  @Test
  void aSessionMayComeBeforeTheFirstHeartbeatOfItsNode() {
    bench.open("bob", "s1", "edge-b", 5, 2_000);
    assertThat(bench.snapshot().sid()).isEqualTo("s1");
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).containsExactly(1L);
    bench.live(Duration.ofSeconds(5));
    assertThat(bench.pushes()).isEmpty();
  }

  @Test
  void aReceiptGoesToTheAuthorAndToTheReadersOtherDevices() {
    bench.open("ann", "s1");
    bench.open("bob", "s2");
    bench.deliver(chat, chat.message("ann"));
    bench.mailbox();
    bench.deliver(chat, chat.read("bob", 0, 1, "ann"));
    assertThat(bench.deliveries())
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.userIds()).containsExactlyInAnyOrder("ann", "bob");
          assertThat(delivery.unread())
              .singleElement()
              .satisfies(unread -> assertThat(unread.userId()).isEqualTo("bob"));
        });
  }

  @Test
  void aRejectionGoesToItsAuthorAlone() {
    bench.open("ann", "s1");
    bench.open("bob", "s2");
    bench.mailbox();
    bench.deliver(chat, chat.rejects("ann"));
    assertThat(bench.deliveries())
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.userIds()).containsExactly("ann");
          assertThat(delivery.delivery()).isInstanceOf(RejectionDelivery.class);
        });
  }

  @Test
  void aRestartKeepsSessions() {
    bench.open("bob", "s1");
    bench.restart();
    bench.mailbox();
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.seqs()).containsExactly(1L);
    assertThat(bench.out(Topics.DEAD_LETTERS)).isEmpty();
  }
}
