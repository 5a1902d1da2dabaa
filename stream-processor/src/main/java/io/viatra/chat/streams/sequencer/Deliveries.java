package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/// Brings an event to its people: one record for each user partition touched, with the recipients
/// listed and the body once. So a group of fifty costs at most as many records as there are
/// partitions. Above the fan-out limit it is one record for all, in the crowd topic.
final class Deliveries {
  private final State state;
  private final int partitions;
  private final int fanoutMax;

  Deliveries(State state, int partitions, int fanoutMax) {
    this.state = state;
    this.partitions = partitions;
    this.fanoutMax = fanoutMax;
  }

  List<Emission> of(MessageSent sent, Conversation conversation) {
    return each(sent, conversation, recipients -> new MessageDelivery(sent, recipients));
  }

  List<Emission> of(MessageDeleted deleted, Conversation conversation) {
    return each(
        deleted, conversation, recipients -> new TombstoneDelivery(deleted, recipients, null));
  }

  private List<Emission> each(
      ConversationEvent event,
      Conversation conversation,
      Function<List<String>, Delivery> delivery) {
    if (conversation.memberCount() > fanoutMax) {
      return List.of(new Emission.ToCrowd(event));
    }
    var emissions = new ArrayList<Emission>();
    state
        .roster(event.conversationId())
        .byPartition()
        .forEach((partition, recipients) ->
            emissions.add(new Emission.ToUsers(partition, delivery.apply(recipients))));
    return emissions;
  }

  /// A beginning goes to every member even in a crowd, since it makes their inbox rows. There the
  /// recipients come in portions, and each record's snapshot lists its own recipients instead of
  /// everybody: the size of a record stays bounded by the fan-out limit.
  List<Emission> of(ConversationCreated created) {
    var all = created.members();
    boolean crowd = all.size() > fanoutMax;
    var emissions = new ArrayList<Emission>();
    Roster.of(all.stream().map(Member::userId).toList(), partitions)
        .byPartition()
        .forEach((partition, users) ->
            portions(users)
                .forEach(portion -> {
                  var shown = crowd ? only(portion, all) : all;
                  emissions.add(
                      new Emission.ToUsers(
                          partition, new ConversationDelivery(snapshot(created, shown), portion)));
                }));
    return emissions;
  }

  private List<List<String>> portions(List<String> users) {
    var portions = new ArrayList<List<String>>();
    for (int from = 0; from < users.size(); from += fanoutMax) {
      portions.add(users.subList(from, Math.min(from + fanoutMax, users.size())));
    }
    return portions;
  }

  private static List<Member> only(List<String> users, List<Member> members) {
    var wanted = new HashSet<>(users);
    return members.stream().filter(member -> wanted.contains(member.userId())).toList();
  }

  private static ConversationSnapshot snapshot(ConversationCreated created, List<Member> shown) {
    return new ConversationSnapshot(
        created.conversationId(),
        created.ver(),
        created.at(),
        created.conversationType(),
        created.name(),
        created.avatarUrl(),
        created.metadata(),
        0,
        created.at(),
        shown.stream()
            .map(member -> new MemberState(member.userId(), member.role(), 0, 0, 0, null))
            .toList());
  }
}
