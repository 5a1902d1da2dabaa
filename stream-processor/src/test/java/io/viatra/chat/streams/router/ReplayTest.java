package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At-least-once: what came before may come again, alone or all together.
class ReplayTest {
  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob");
  @TempDir Path directory;
  private RouterBench bench;

  @BeforeEach
  void open() {
    bench = new RouterBench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Delivery> history() {
    List<Delivery> history = new ArrayList<>();
    history.add(chat.frame());
    history.add(chat.message("ann"));
    history.add(chat.message("bob"));
    history.add(chat.message("ann", MessageType.SYSTEM, null));
    history.add(chat.read("bob", 0, 1, "ann"));
    history.add(chat.message("ann"));
    history.add(chat.deletes(1, "ann"));
    history.add(chat.mutes("bob", bench.now().plusSeconds(60)));
    history.add(chat.edits(3, "ann"));
    history.add(chat.mutes("bob", null));
    history.add(chat.mutes("bob", bench.now().plusSeconds(90)));
    history.add(chat.removes("bob"));
    history.add(chat.message("ann"));
    history.add(chat.adds("bob"));
    history.add(chat.message("ann"));
    history.add(chat.delivered("bob", 5, 6, "ann"));
    history.add(chat.mutes("bob", bench.now().plusSeconds(30)));
    return history;
  }

  @Test
  void anyRecordThatComesAgainChangesNothing() {
    var history = history();
    history.forEach(delivery -> bench.deliver(chat, delivery));
    var head = bench.head(chat);
    var ann = bench.row("ann", chat);
    var bob = bench.row("bob", chat);
    for (var stale : history) {
      bench.deliver(chat, stale);
      assertThat(bench.head(chat)).as("%s", stale).isEqualTo(head);
      assertThat(bench.row("ann", chat)).as("%s", stale).isEqualTo(ann);
      assertThat(bench.row("bob", chat)).as("%s", stale).isEqualTo(bob);
    }
  }

  @Test
  void aReplayFromAnywhereEndsWhereItWas() {
    var history = history();
    history.forEach(delivery -> bench.deliver(chat, delivery));
    var head = bench.head(chat);
    var bob = bench.row("bob", chat);
    for (int from = 0; from < history.size(); from++) {
      history.subList(from, history.size()).forEach(again -> bench.deliver(chat, again));
      assertThat(bench.head(chat)).isEqualTo(head);
      assertThat(bench.row("bob", chat)).isEqualTo(bob);
    }
  }

  @Test
  void whatComesAgainIsHandedOnAgainWithoutAnUnreadChange() {
    bench.deliver(chat, chat.frame());
    bench.open("bob", "s1");
    var message = chat.message("ann");
    bench.deliver(chat, message);
    bench.mailbox();
    bench.deliver(chat, message);
    assertThat(bench.deliveries())
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.delivery()).isEqualTo(message);
          assertThat(delivery.unread()).isEmpty();
        });
  }

  @Test
  void aRemovalThatComesAgainAfterTheReturnIsNotHandedOn() {
    bench.deliver(chat, chat.frame());
    bench.open("bob", "s1");
    var removal = chat.removes("bob");
    bench.deliver(chat, removal);
    bench.deliver(chat, chat.adds("bob"));
    bench.deliver(chat, chat.message("ann"));
    bench.mailbox();
    bench.deliver(chat, removal);
    assertThat(bench.deliveries()).as("his devices would forget what is unread").isEmpty();
    assertThat(bench.unread("bob", chat)).isEqualTo(1);
  }

  @Test
  void aSessionThatOpensAgainIsOneSession() {
    bench.deliver(chat, chat.frame());
    bench.open("bob", "s1");
    bench.open("bob", "s1");
    bench.close("bob", "s1");
    assertThat(bench.entries(RouterStores.SESSIONS)).isZero();
  }

  @Test
  void uncountedSeqsAreForgottenOnceEverybodyHasPassedThem() {
    bench.deliver(chat, chat.frame());
    for (int i = 0; i < 400; i++) {
      bench.deliver(chat, chat.message("ann"));
      bench.deliver(chat, chat.message("ann", MessageType.SYSTEM, null));
      if (i % 50 == 0) {
        bench.deliver(chat, chat.read("bob", 0, chat.lastSeq()));
      }
    }
    assertThat(bench.head(chat).uncounted().ranges()).isLessThan(200);
    assertThat(bench.unread("bob", chat)).isEqualTo(49);
  }
}
