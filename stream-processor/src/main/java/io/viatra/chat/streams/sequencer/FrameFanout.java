package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.topic.Partitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells people how a conversation stands after its frame, its members or their roles changed: up
/// to the fan-out limit everybody gets all of it. In a crowd all get one record without members
/// ([CrowdFanout]), and only those whom it is about get one with their own standing, which makes
/// their inbox rows. Who makes a crowd of a conversation, or ends it, tells everybody so: their
/// counts stop there, or begin anew.
///
/// In a crowd recipients come in portions, and each record shows its own recipients instead of
/// everybody: the size of a record stays bounded by the fan-out limit.
final class FrameFanout {
  private final Snapshots snapshots;
  private final int partitions;
  private final int fanoutMax;
  private final CrowdFanout crowds;

  FrameFanout(State state, int partitions, int fanoutMax) {
    snapshots = new Snapshots(state);
    this.partitions = partitions;
    this.fanoutMax = fanoutMax;
    crowds = new CrowdFanout(partitions, fanoutMax);
  }

  /// After a beginning; nobody was there before who could hear of it as of an event.
  List<Emission> begun(Conversation conversation, Frame frame, List<Membership> members) {
    var at = conversation.createdAt();
    if (!crowds.isCrowd(conversation)) {
      return toAll(conversation, frame, members, null, at);
    }
    var emissions = new ArrayList<>(crowds.heads(conversation, at));
    emissions.addAll(inPortions(conversation, frame, members, at));
    return emissions;
  }

  /// @param before the conversation as it was, for its members alone
  /// @param after the conversation with the event's `ver`
  /// @param changed rows that come or change by the event
  /// @param gone who is a member no more
  List<Emission> of(
      ConversationEvent event,
      Conversation before,
      Conversation after,
      Frame frame,
      List<Membership> changed,
      @Nullable String gone) {
    boolean was = crowds.isCrowd(before);
    boolean is = crowds.isCrowd(after);
    var told = was && is ? changed : snapshots.members(after.conversationId(), changed, gone);
    if (!is) {
      return toAll(after, frame, told, was ? CrowdPhase.ENDED : null, event.at());
    }
    var emissions = new ArrayList<>(crowds.frame(after, frame, gone, event.at()));
    emissions.addAll(inPortions(after, frame, told, event.at()));
    return emissions;
  }

  /// A member's own settings, to that member's devices.
  ///
  /// @param own the row with the new settings
  Emission own(SettingsChanged changed, Conversation conversation, Frame frame, Membership own) {
    var id = conversation.conversationId();
    var shown =
        crowds.isCrowd(conversation) ? List.of(own) : snapshots.members(id, List.of(own), null);
    return new Emission.ToUsers(
        Partitions.of(own.userId(), partitions),
        new SettingsDelivery(changed, Snapshots.of(conversation, frame, shown, changed.at())));
  }

  private List<Emission> toAll(
      Conversation conversation,
      Frame frame,
      List<Membership> members,
      @Nullable CrowdPhase phase,
      Instant at) {
    var snapshot = Snapshots.of(conversation, frame, members, at);
    var emissions = new ArrayList<Emission>();
    roster(members)
        .byPartition()
        .forEach((partition, users) ->
            emissions.add(
                new Emission.ToUsers(partition, new ConversationDelivery(snapshot, users, phase))));
    return emissions;
  }

  private List<Emission> inPortions(
      Conversation conversation, Frame frame, List<Membership> members, Instant at) {
    var emissions = new ArrayList<Emission>();
    roster(members)
        .byPartition()
        .forEach((partition, users) ->
            portions(users)
                .forEach(portion -> {
                  var snapshot = Snapshots.of(conversation, frame, only(portion, members), at);
                  emissions.add(
                      new Emission.ToUsers(
                          partition,
                          new ConversationDelivery(snapshot, portion, CrowdPhase.ONGOING)));
                }));
    return emissions;
  }

  private Roster roster(List<Membership> members) {
    return Roster.of(members.stream().map(Membership::userId).toList(), partitions);
  }

  private List<List<String>> portions(List<String> users) {
    var portions = new ArrayList<List<String>>();
    for (int from = 0; from < users.size(); from += fanoutMax) {
      portions.add(users.subList(from, Math.min(from + fanoutMax, users.size())));
    }
    return portions;
  }

  private static List<Membership> only(List<String> users, List<Membership> members) {
    var wanted = new HashSet<>(users);
    return members.stream().filter(member -> wanted.contains(member.userId())).toList();
  }
}
