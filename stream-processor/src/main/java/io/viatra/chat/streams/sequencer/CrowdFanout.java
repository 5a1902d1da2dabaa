package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Partitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Above the fan-out limit: one record that all sockets get to see, and one for each user partition
/// that says where the conversation stands. No row of a member is read, and the records are the
/// same however many there are; why they are two: docs/decisions/0018-crowds.md.
final class CrowdFanout {
  private final int partitions;
  private final int fanoutMax;

  /// @param fanoutMax members above which a conversation is a crowd
  CrowdFanout(int partitions, int fanoutMax) {
    this.partitions = partitions;
    this.fanoutMax = fanoutMax;
  }

  boolean isCrowd(Conversation conversation) {
    return conversation.memberCount() > fanoutMax;
  }

  List<Emission> message(MessageSent sent, Conversation after) {
    var uncounted = sent.messageType().countable() ? null : sent.seq();
    var record = new CrowdRecord(new MessageDelivery(sent, List.of()), null, null);
    return both(heads(after, sent.at(), uncounted, sent.senderId()), after, record);
  }

  /// @param others what those get who may not see the message; null where everybody may
  /// @param deleted its seq, if nobody counts it from now on
  List<Emission> change(
      Conversation after,
      Instant at,
      NumberedDelivery toAll,
      @Nullable ConversationSnapshot others,
      @Nullable Long deleted) {
    return both(heads(after, at, deleted, null), after, new CrowdRecord(toAll, others, null));
  }

  /// @param gone who is a member no more
  List<Emission> frame(Conversation after, Frame frame, @Nullable String gone, Instant at) {
    var shown = Snapshots.of(after, frame, List.of(), at);
    var record = new CrowdRecord(new ConversationDelivery(shown, List.of()), null, gone);
    return both(heads(after, at), after, record);
  }

  /// Where it stands, for counts alone.
  List<Emission> heads(Conversation after, Instant at) {
    return heads(after, at, null, null);
  }

  private static List<Emission> both(List<Emission> heads, Conversation after, CrowdRecord record) {
    var emissions = new ArrayList<Emission>();
    emissions.add(new Emission.ToCrowd(after.conversationId(), after.ver(), record));
    emissions.addAll(heads);
    return emissions;
  }

  private List<Emission> heads(
      Conversation after, Instant at, @Nullable Long uncounted, @Nullable String author) {
    int home = author == null ? -1 : Partitions.of(author, partitions);
    var emissions = new ArrayList<Emission>();
    for (int partition = 0; partition < partitions; partition++) {
      var head =
          new HeadDelivery(
              after.conversationId(),
              after.ver(),
              at,
              after.lastSeq(),
              uncounted,
              partition == home ? author : null);
      emissions.add(new Emission.ToUsers(partition, head));
    }
    return emissions;
  }
}
