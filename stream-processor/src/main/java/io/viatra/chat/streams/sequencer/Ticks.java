package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageTicks;
import java.util.List;
import java.util.function.Predicate;

/// Whom a message reached, from the rows of the members of now: a watermark at or above its number,
/// of a membership that covers it.
final class Ticks {
  private Ticks() {}

  static MessageTicks of(MessageRef message, List<Membership> members) {
    var others =
        members.stream()
            .filter(member ->
                member.joinedSeq() < message.seq() && !member.userId().equals(message.senderId()))
            .toList();
    var delivered = names(others, member -> member.deliveredSeq() >= message.seq());
    var read = names(others, member -> member.readSeq() >= message.seq());
    return members.size() > MessageTicks.LISTED_MAX
        ? new MessageTicks(List.of(), List.of(), delivered.size(), read.size())
        : new MessageTicks(delivered, read, delivered.size(), read.size());
  }

  private static List<String> names(List<Membership> members, Predicate<Membership> which) {
    return members.stream().filter(which).map(Membership::userId).sorted().toList();
  }
}
