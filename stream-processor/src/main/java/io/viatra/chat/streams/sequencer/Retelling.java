package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.SettingsChanged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The deliveries of an event of the log once more, by the same fan-outs, for whoever folds them
/// into counts. They are written nowhere. What a count does not ask for is not there: an edited
/// message has no attachment, reactions or ticks, since the event does not say them.
final class Retelling {
  private static final MessageBody UNSAID = new MessageBody.Plain("unsaid");

  private final State state;
  private final FrameFanout frames;
  private final Deliveries deliveries;
  private final ChangeFanout changes;
  private final int partitions;

  Retelling(State state, int partitions, int fanoutMax) {
    this.state = state;
    this.partitions = partitions;
    var crowds = new CrowdFanout(partitions, fanoutMax);
    frames = new FrameFanout(state, partitions, fanoutMax);
    deliveries = new Deliveries(state, crowds);
    changes = new ChangeFanout(state, partitions, crowds);
  }

  List<Emission> begun(Conversation conversation, Frame frame, List<Membership> members) {
    return frames.begun(conversation, frame, members);
  }

  List<Emission> message(MessageSent sent, Conversation after) {
    return deliveries.of(sent, after);
  }

  /// @param body where the event says one
  List<Emission> change(
      ConversationEvent event, Conversation after, MessageRef target, @Nullable MessageBody body) {
    var content = new MessageContent(body == null ? UNSAID : body, null, null, null);
    var message =
        new MessageState(
            event.conversationId(), event.ver(), target, content, List.of(), null, null);
    return changes.of(
        event, after, target, (users, _) -> new MessageChangeDelivery(message, users));
  }

  List<Emission> deletion(MessageDeleted deleted, Conversation after) {
    return changes.of(
        deleted,
        after,
        deleted.target(),
        (users, _) -> new TombstoneDelivery(deleted, users, null));
  }

  /// As in [FrameFanout#of].
  List<Emission> frame(
      ConversationEvent event,
      Conversation before,
      Conversation after,
      List<Membership> changed,
      @Nullable String gone) {
    var frame = state.frame(after.conversationId());
    return frames.of(event, before, after, frame, changed, gone);
  }

  List<Emission> reframed(ConversationUpdated updated, Conversation after, Frame frame) {
    return frames.of(updated, after, after, frame, List.of(), null);
  }

  List<Emission> removal(MemberRemoved removed) {
    return List.of(Leaving.toOneGone(removed, partitions));
  }

  Emission own(SettingsChanged changed, Conversation conversation, Membership after) {
    return frames.own(changed, conversation, state.frame(conversation.conversationId()), after);
  }
}
