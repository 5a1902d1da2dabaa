package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MessageDeleted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells people that a message changed: those who may see it get what it is now, and those who came
/// after it, where the conversation does not show its history, get the conversation at the same
/// `ver`. So nobody reads what was said before they came, and nobody meets a hole in the numbers.
///
/// Above the fan-out limit it is one record for all, without ticks, which would have to be counted
/// over everybody's row.
final class ChangeFanout {
  private final State state;
  private final int partitions;
  private final CrowdFanout crowds;

  ChangeFanout(State state, int partitions, CrowdFanout crowds) {
    this.state = state;
    this.partitions = partitions;
    this.crowds = crowds;
  }

  /// What goes to some people of one partition.
  @FunctionalInterface
  interface Telling {
    /// @param ticks null where nobody counts them
    NumberedDelivery to(List<String> recipients, @Nullable MessageTicks ticks);
  }

  List<Emission> of(
      ConversationEvent event, Conversation after, MessageRef message, Telling telling) {
    var frame = state.frame(after.conversationId());
    if (crowds.isCrowd(after)) {
      var others = frame.showsHistory() ? null : Snapshots.of(after, frame, List.of(), event.at());
      var deleted = event instanceof MessageDeleted ? message.seq() : null;
      return crowds.change(after, event.at(), telling.to(List.of(), null), others, deleted);
    }
    var members = state.members(after.conversationId());
    var ticks = Ticks.of(message, members);
    var emissions = new ArrayList<Emission>();
    tell(
        members.stream().filter(member -> sees(member, message, frame)).toList(),
        users -> telling.to(users, ticks),
        emissions);
    var late = members.stream().filter(member -> !sees(member, message, frame)).toList();
    if (!late.isEmpty()) {
      var snapshot = Snapshots.of(after, frame, members, event.at());
      tell(late, users -> new ConversationDelivery(snapshot, users), emissions);
    }
    return emissions;
  }

  private static boolean sees(Membership member, MessageRef message, Frame frame) {
    return message.seq() > member.joinedSeq() || frame.showsHistory();
  }

  private void tell(
      List<Membership> people,
      Function<List<String>, Delivery> delivery,
      List<Emission> emissions) {
    Roster.of(people.stream().map(Membership::userId).toList(), partitions)
        .byPartition()
        .forEach((partition, users) ->
            emissions.add(new Emission.ToUsers(partition, delivery.apply(users))));
  }
}
