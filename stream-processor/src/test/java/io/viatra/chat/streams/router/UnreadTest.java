package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadTest {
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

  @Test
  void whatOthersWroteIsUnreadUntilItIsRead() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 2, 2));

    bench.deliver(chat, chat.read("bob", 0, 1));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 1, 1));
  }

  @Test
  void whatOneWroteOneselfIsNotUnread() {
    bench.deliver(chat, chat.message("bob"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("bob"));
    assertThat(bench.unread("bob", chat)).isEqualTo(1);
    assertThat(bench.unread("ann", chat)).isEqualTo(2);
  }

  @Test
  void aMonologueTakesNoRoom() {
    for (int i = 0; i < 100; i++) {
      bench.deliver(chat, chat.message("ann"));
    }
    assertThat(bench.row("ann", chat).base()).isEqualTo(100);
    assertThat(bench.row("ann", chat).own()).isEqualTo(SeqSet.EMPTY);
    assertThat(bench.row("ann", chat).marks().read()).as("no receipt was given").isZero();
  }

  @Test
  void whatWasDeletedIsNotUnread() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.deletes(1, "ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 1, 1));
  }

  @Test
  void anOwnMessageThatWasDeletedIsLeftOutOnce() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("bob"));
    bench.deliver(chat, chat.deletes(2, "bob"));
    assertThat(bench.unread("bob", chat)).isEqualTo(1);
  }

  @Test
  void systemNoticesAreNotUnread() {
    bench.deliver(chat, chat.message("ann", MessageType.SYSTEM, null));
    assertThat(bench.unread("bob", chat)).isZero();
  }

  @Test
  void whatCameBeforeOneJoinedIsNotUnread() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.adds("cid"));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.unread("cid", chat)).isEqualTo(1);
  }

  @Test
  void writingMarksNothingOfOthersReadButWhatTheSenderHadSeen() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.message("bob"));
    assertThat(bench.unread("bob", chat)).isEqualTo(2);
    bench.deliver(chat, chat.message("bob", MessageType.TEXT, 1L));
    assertThat(bench.unread("bob", chat)).isEqualTo(1);
  }

  @Test
  void whoLeftHasNothingUnreadThereAndWhoReturnsBeginsAnew() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.removes("bob"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 0, 0));

    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.adds("bob"));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 1, 1));
  }

  @Test
  void theTotalGoesOverAllConversations() {
    var other = Chat.of(new UUID(1, 2), "ann", "bob");
    bench.deliver(other, other.frame());
    bench.deliver(other, other.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 1, 2));

    bench.restart();
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob"))
        .as("counted anew after a restart")
        .isEqualTo(new UnreadChange("bob", chat.id, 2, 3));
  }

  @Test
  void aMutedConversationCountsAndStaysOutOfTheTotalUntilItsMuteEnds() {
    var other = Chat.of(new UUID(1, 2), "ann", "bob");
    bench.deliver(other, other.frame());
    bench.deliver(other, other.message("ann"));
    bench.deliver(chat, chat.message("ann"));
    bench.deliver(chat, chat.mutes("bob", bench.now().plusSeconds(60)));
    assertThat(bench.change("bob"))
        .as("the count stays, the total falls")
        .isEqualTo(new UnreadChange("bob", chat.id, 1, 1));
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 2, 1));

    bench.live(Duration.ofSeconds(61));
    bench.deliver(other, other.message("ann"));
    assertThat(bench.change("bob"))
        .as("it ended by itself")
        .isEqualTo(new UnreadChange("bob", other.id, 2, 4));
    bench.restart();
    bench.deliver(chat, chat.mutes("bob", bench.now().plusSeconds(60)));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 2, 2));
    bench.deliver(chat, chat.mutes("bob", null));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 2, 4));
  }

  @Test
  void settingsOfAFormerMembershipMuteNoNewOne() {
    var stale = chat.mutes("bob", bench.now().plusSeconds(60));
    bench.deliver(chat, stale);
    bench.deliver(chat, chat.removes("bob"));
    bench.deliver(chat, chat.adds("bob"));
    bench.deliver(chat, stale);
    bench.deliver(chat, chat.message("ann"));
    assertThat(bench.change("bob")).isEqualTo(new UnreadChange("bob", chat.id, 1, 1));
  }

  @Test
  void anEditIsHandedOnAndCountsForNothing() {
    bench.deliver(chat, chat.message("ann"));
    bench.deliveries();
    var edit = chat.edits(1, "ann");
    bench.deliver(chat, edit);
    assertThat(bench.deliveries())
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.delivery()).isEqualTo(edit);
          assertThat(delivery.userIds()).containsExactly("bob");
          assertThat(delivery.unread()).isEmpty();
        });
    assertThat(bench.head(chat).ver()).isEqualTo(edit.message().ver());
    assertThat(bench.unread("bob", chat)).isEqualTo(1);
  }

  @Test
  void aChangeIsToldOnlyWhereThereIsOne() {
    bench.deliver(chat, chat.message("bob"));
    bench.deliver(chat, chat.delivered("ann", 0, 1, "bob"));
    assertThat(bench.deliveries()).hasSize(2).allMatch(delivery -> delivery.unread().isEmpty());
  }
}
