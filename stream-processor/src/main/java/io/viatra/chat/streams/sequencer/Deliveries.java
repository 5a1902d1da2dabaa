package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.ArrayList;
import java.util.List;

/// Brings a message to its people: one record for each user partition touched, with the recipients
/// listed and the body once. So a group of fifty costs at most as many records as there are
/// partitions. Above the fan-out limit see [CrowdFanout].
final class Deliveries {
  private final State state;
  private final CrowdFanout crowds;

  Deliveries(State state, CrowdFanout crowds) {
    this.state = state;
    this.crowds = crowds;
  }

  List<Emission> of(MessageSent sent, Conversation conversation) {
    if (crowds.isCrowd(conversation)) {
      return crowds.message(sent, conversation);
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
