package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.topic.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Who hears that a watermark rose: the authors of the messages that it covers for the first time,
/// each with the list of one's own, and the reader's other devices. Nobody else, and in a crowd the
/// reader alone: there every reader would write to every author.
///
/// The range is cut to the newest [RecentMessage#KEPT] messages: one who returns after a long
/// absence covers thousands, whose ticks the authors find in the read model.
final class ReceiptFanout {
  private final State state;
  private final int partitions;
  private final CrowdFanout crowds;

  ReceiptFanout(State state, int partitions, CrowdFanout crowds) {
    this.state = state;
    this.partitions = partitions;
    this.crowds = crowds;
  }

  List<Emission> of(Conversation conversation, Membership before, Membership after) {
    var byPartition = new TreeMap<Integer, List<ReceiptAudience>>();
    hear(byPartition, new ReceiptAudience(after.userId(), List.of()));
    if (!crowds.isCrowd(conversation)) {
      covered(before, after)
          .forEach((author, messages) -> hear(byPartition, new ReceiptAudience(author, messages)));
    }
    var emissions = new ArrayList<Emission>();
    byPartition.forEach((partition, audience) ->
        emissions.add(
            new Emission.ToUsers(
                partition,
                new ReceiptDelivery(
                    after.receipt(), before.deliveredSeq(), before.readSeq(), audience))));
    return emissions;
  }

  private void hear(Map<Integer, List<ReceiptAudience>> byPartition, ReceiptAudience listener) {
    byPartition
        .computeIfAbsent(
            Partitions.of(listener.userId(), partitions), partition -> new ArrayList<>())
        .add(listener);
  }

  /// Messages of others by author, ascending, where the author still belongs.
  private Map<String, List<CoveredMessage>> covered(Membership before, Membership after) {
    boolean read = after.readSeq() > before.readSeq();
    long from = read ? before.readSeq() : before.deliveredSeq();
    long to = read ? after.readSeq() : after.deliveredSeq();
    var byAuthor = new TreeMap<String, List<CoveredMessage>>();
    for (long seq = Math.max(from, to - RecentMessage.KEPT) + 1; seq <= to; seq++) {
      var message = state.recent(after.conversationId(), seq);
      if (message != null && !message.senderId().equals(after.userId())) {
        byAuthor
            .computeIfAbsent(message.senderId(), author -> new ArrayList<>())
            .add(new CoveredMessage(message.messageId(), seq));
      }
    }
    byAuthor.keySet().removeIf(author -> state.member(after.conversationId(), author) == null);
    return byAuthor;
  }
}
