package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.topic.Topics;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Ana's channel, as people make one of any size: created, and then added to.
final class LargestChannel {
  static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  static final int PARTITIONS = 4;

  /// One more fits.
  static final int MEMBERS = Command.MEMBERS_MAX - 1;

  /// As many commands for any size as the largest needs, so that all stand at the same `ver`.
  private static final int ADDITIONS = 7;

  private LargestChannel() {}

  static String user(int i) {
    return "user-%06d".formatted(i);
  }

  static List<String> others(int members) {
    return IntStream.range(0, members - 1).mapToObj(LargestChannel::user).toList();
  }

  static void populate(
      CountedSequencer sequencer, int members, Consumer<CountedSequencer.Done> each) {
    var others = others(members);
    int portion = others.size() / (ADDITIONS + 1);
    int first = others.size() - ADDITIONS * portion;
    var begun = others.subList(0, first);
    each.accept(sequencer.take(Commands.create(ID, ANA, ConversationType.CHANNEL, begun)));
    for (int from = first; from < others.size(); from += portion) {
      var more = others.subList(from, from + portion).toArray(String[]::new);
      each.accept(sequencer.take(Commands.add(ID, ANA, more)));
    }
  }

  /// The one event of a command, which is of this type.
  static <E extends ChatEvent> E event(CountedSequencer.Done done, Class<E> type) {
    var events =
        done.sent().stream().filter(sent -> sent.sink().equals(SequencerTopology.EVENTS)).toList();
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " events");
    }
    return switch (Topics.EVENTS.codec().decode(events.getFirst().value().get())) {
      case Decoded.Value<ChatEvent>(var event) -> type.cast(event);
      case Decoded.Malformed<ChatEvent>(var reason) -> throw new AssertionError(reason);
    };
  }
}
