package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static io.viatra.chat.streams.sequencer.LargestChannel.ID;
import static io.viatra.chat.streams.sequencer.LargestChannel.MEMBERS;
import static io.viatra.chat.streams.sequencer.LargestChannel.PARTITIONS;
import static io.viatra.chat.streams.sequencer.LargestChannel.event;
import static io.viatra.chat.streams.sequencer.LargestChannel.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.CountedRouter;
import io.viatra.chat.streams.simulation.Touched;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest channel there may be, from the sequencer's commands to what the router answers whom.
class LargestChannelUnreadIT {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  private static final String LATE = "late";

  private final CountedSequencer sequencer;
  private final List<CountedRouter> routers = new ArrayList<>();

  /// Of the messages that count, by `seq`.
  private final Map<Long, String> authors = new HashMap<>();

  private final Map<String, Long> joined = new HashMap<>();
  private final Map<String, Long> read = new HashMap<>();

  LargestChannelUnreadIT(@TempDir Path directory) {
    sequencer =
        new CountedSequencer(directory.resolve("sequencer"), PARTITIONS, Topics.FANOUT_LIMIT);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      routers.add(new CountedRouter(directory.resolve("router-" + partition), partition, NOW));
    }
  }

  @BeforeEach
  void populate() {
    LargestChannel.populate(sequencer, MEMBERS, this::route);
    touched();
  }

  @AfterEach
  void close() {
    sequencer.close();
    routers.forEach(CountedRouter::close);
  }

  /// @return how many records the routers wrote
  private int route(CountedSequencer.Done done) {
    int written = 0;
    for (var sent : done.sent()) {
      if (sent.sink().equals(SequencerTopology.DELIVERIES)) {
        written += routers.get(sent.partition()).take(sent.key(), sent.value(), NOW);
      }
    }
    return written;
  }

  private List<Touched> touched() {
    routers.forEach(CountedRouter::inbox);
    return routers.stream().map(CountedRouter::heads).toList();
  }

  private MessageSent say(String author, String clientMessageId) {
    var done = sequencer.take(message(ID, author, clientMessageId).command());
    var sent = event(done, MessageSent.class);
    authors.put(sent.seq(), author);
    assertThat(route(done)).as("nobody is told one by one").isZero();
    return sent;
  }

  private CountedRouter home(String user) {
    return routers.get(Partitions.of(user, PARTITIONS));
  }

  /// The definition: what others said after one came and beyond what one has read.
  private long model(String user) {
    long from = Math.max(joined.getOrDefault(user, 0L), read.getOrDefault(user, 0L));
    return authors.entrySet().stream()
        .filter(said -> said.getKey() > from && !said.getValue().equals(user))
        .count();
  }

  @Test
  void aMessageIsOneHeadForEachPartitionAndOneRowOfItsAuthors() {
    for (int i = 0; i < 5; i++) {
      var author = user(i);
      say(author, "m");
      for (var router : routers) {
        assertThat(router.heads().put()).isEqualTo(1);
        var rows = router.inbox();
        assertThat(rows.walked()).isZero();
        assertThat(rows.read()).isLessThanOrEqualTo(1);
        assertThat(rows.put()).isEqualTo(router == home(author) ? 1 : 0);
      }
    }
  }

  @Test
  void everybodysUnreadIsExactWheneverTheyCame() {
    var first = say(user(1), "1");
    say(user(2), "2");
    perform(Commands.add(ID, ANA, LATE));
    joined.put(LATE, 2L);
    say(user(1), "3");
    say(ANA, "4");
    say(LATE, "5");
    perform(Commands.delete(first, user(1)));
    authors.remove(first.seq());
    perform(Commands.read(ID, user(3), 4));
    read.put(user(3), 4L);
    perform(Commands.remove(ID, ANA, user(9)));
    touched();

    isTold(ANA, 3);
    isTold(user(0), 4);
    isTold(user(1), 3);
    isTold(user(3), 1);
    isTold(LATE, 2);
    assertThat(home(user(9)).standing(user(9), ID)).isNull();
    for (var user : LargestChannel.others(MEMBERS)) {
      var standing = home(user).standing(user, ID);
      if (!user.equals(user(9))) {
        assertThat(standing).as(user).isNotNull();
        assertThat(standing.unread()).as(user).isEqualTo(model(user));
      }
    }
  }

  private void perform(Command command) {
    route(sequencer.take(command));
  }

  /// Whose socket opens now.
  private void isTold(String user, long unread) {
    var snapshot = home(user).open(user, NOW);
    assertThat(snapshot.conversations()).hasSize(1);
    assertThat(snapshot.conversations().getFirst().unread()).as(user).isEqualTo(unread);
    assertThat(snapshot.totalUnread()).as(user).isEqualTo(unread);
    assertThat(model(user)).as("the model for %s", user).isEqualTo(unread);
    assertThat(home(user).inbox().walked())
        .as("nobody's rows but %s's, once for the list and once for the total", user)
        .isEqualTo(2);
  }
}
