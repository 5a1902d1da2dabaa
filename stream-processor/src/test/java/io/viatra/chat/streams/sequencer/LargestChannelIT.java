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
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.simulation.Touched;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest channel there may be beside a small crowd, each in a task with its stores on disk:
/// the same commands lead to the same bytes and touch as many rows.
class LargestChannelIT {
  /// Stays one, whoever leaves.
  private static final int SMALL = Topics.FANOUT_LIMIT + 10;

  private static final String LATE = "late";

  private final CountedSequencer large;
  private final CountedSequencer small;

  LargestChannelIT(@TempDir Path directory) {
    large = new CountedSequencer(directory.resolve("large"), PARTITIONS, Topics.FANOUT_LIMIT);
    small = new CountedSequencer(directory.resolve("small"), PARTITIONS, Topics.FANOUT_LIMIT);
  }

  @BeforeEach
  void populate() {
    LargestChannel.populate(large, MEMBERS, _ -> {});
    LargestChannel.populate(small, SMALL, _ -> {});
  }

  @AfterEach
  void close() {
    large.close();
    small.close();
  }

  private CountedSequencer.Done both(String what, Command command) {
    var inSmall = small.take(command);
    var inLarge = large.take(command);
    assertThat(inLarge.sent()).as("%s: what is written", what).isEqualTo(inSmall.sent());
    assertThat(inLarge.touched()).as("%s: rows touched", what).isEqualTo(inSmall.touched());
    var members = inLarge.touched(SequencerTopology.MEMBERS);
    assertThat(members.walked()).as("%s: members walked over", what).isZero();
    assertThat(members.read()).as("%s: members read", what).isLessThanOrEqualTo(2);
    assertThat(members.put()).as("%s: members put", what).isLessThanOrEqualTo(2);
    return inLarge;
  }

  @Test
  void messagesAndWhatBecomesOfThemCostWhatTheyCostInASmallCrowd() {
    var said = both("a message", message(ID, ANA, "1").command());
    assertThat(said.sent())
        .as("the event, a record for all sockets, a head for each partition")
        .hasSize(2 + PARTITIONS);
    assertThat(said.touched(SequencerTopology.MEMBERS)).isEqualTo(new Touched(1, 0, 0));
    assertThat(said.touched(SequencerTopology.CONVERSATIONS)).isEqualTo(new Touched(1, 0, 1));
    both("one by who has read", message(ID, user(7), "2").seeing(1).command());
    both("the same again", message(ID, user(7), "2").seeing(1).command());
    both("one by a stranger", message(ID, "zoe", "3").command());
    var sent = event(said, MessageSent.class);
    both("delivered", Commands.delivered(ID, user(2), 2));
    both("read", Commands.read(ID, user(3), 2));
    both("read by ids", new MarkRead(ID, user(4), null, List.of(sent.messageId())));
    both("an edit", Commands.edit(sent, ANA, "better"));
    both("a reaction", Commands.react(sent, user(8), "👍"));
    both("one taken back", Commands.unreact(sent, user(8), "👍"));
    both("a tombstone", Commands.delete(sent, ANA));
  }

  @Test
  void whoComesGoesOrIsGivenARoleCostsWhatItCostsInASmallCrowd() {
    both("who comes", Commands.add(ID, ANA, LATE));
    both("who is there already", Commands.add(ID, ANA, LATE));
    both("an admin", Commands.role(ID, ANA, LATE, Role.ADMIN));
    both("a name", Commands.rename(ID, LATE, "all of us"));
    both("a mute", Commands.mute(ID, user(4), Instant.parse("2030-01-01T00:00:00Z")));
    both("who is put out", Commands.remove(ID, LATE, user(5)));
    both("who leaves", Commands.remove(ID, LATE, LATE));
    both("an owner who gives it away", Commands.role(ID, ANA, user(6), Role.OWNER));
    both("and leaves", Commands.remove(ID, ANA, ANA));
  }

  @Test
  void itsOwnersHeirIsTheOneThingThatIsLookedForAmongAll() {
    var left = large.take(Commands.remove(ID, ANA, ANA));
    assertThat(event(left, MemberRemoved.class).successorId()).isEqualTo(user(0));
    assertThat(left.touched(SequencerTopology.MEMBERS)).isEqualTo(new Touched(1, MEMBERS, 2));
    assertThat(left.sent()).as("and still told with as few records").hasSize(4 + PARTITIONS);
  }

  @Test
  void oneMoreThanTheLargestIsRefused() {
    large.take(Commands.add(ID, ANA, LATE));
    var refused = large.take(Commands.add(ID, ANA, "later"));
    assertThat(event(refused, CommandRejected.class).code()).isEqualTo(RejectionCode.CONFLICT);
  }
}
