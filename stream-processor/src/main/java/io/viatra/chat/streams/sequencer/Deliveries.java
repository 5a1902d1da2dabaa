package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.ArrayList;
import java.util.List;

/// Brings a message to its people: one record for each user partition touched, with the recipients
/// listed and the body once. So a group of fifty costs at most as many records as there are
/// partitions. Above the fan-out limit it is one record for all, in the crowd topic.
final class Deliveries {
  private final State state;
  private final int fanoutMax;

  Deliveries(State state, int fanoutMax) {
    this.state = state;
    this.fanoutMax = fanoutMax;
  }

  List<Emission> of(MessageSent sent, Conversation conversation) {
    if (conversation.memberCount() > fanoutMax) {
      return List.of(new Emission.ToCrowd(sent));
    }
    var emissions = new ArrayList<Emission>();
    state
        .roster(sent.conversationId())
        .byPartition()
        .forEach((partition, recipients) ->
            emissions.add(new Emission.ToUsers(partition, new MessageDelivery(sent, recipients))));
    return emissions;
  }
}
