package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.ConversationJson;
import io.viatra.chat.edge.wire.MessageJson;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import java.util.UUID;
import java.util.function.Function;

/// What a delivery with a `ver` is on a socket; encoded once for all who see the same.
///
/// @param seq a new message's number, or a conversation's newest; 0 where that does not change
/// @param about the message that it tells something of; above all messages where it is none
record Shown(
    UUID conversationId, long ver, long seq, long about, Function<User, EncodedEvent> event) {
  private static final long NO_MESSAGE = Long.MAX_VALUE;

  /// As its recipients see it.
  static Shown of(NumberedDelivery delivery) {
    return delivery instanceof ConversationDelivery frame
        ? frame(frame.conversation(), new ConversationViews(frame.conversation())::of)
        : message(delivery);
  }

  /// As everybody in a crowd sees it.
  static Shown ofCrowd(NumberedDelivery delivery) {
    return delivery instanceof ConversationDelivery frame
        ? ofCrowd(frame.conversation())
        : message(delivery);
  }

  /// Without members and without what is each one's own: nobody counts that for so many.
  static Shown ofCrowd(ConversationSnapshot snapshot) {
    var event = EncodedEvent.of("conversation_updated", ConversationJson.shared(snapshot));
    return frame(snapshot, _ -> event);
  }

  private static Shown frame(ConversationSnapshot snapshot, Function<User, EncodedEvent> event) {
    return new Shown(
        snapshot.conversationId(), snapshot.ver(), snapshot.lastSeq(), NO_MESSAGE, event);
  }

  private static Shown message(NumberedDelivery delivery) {
    return switch (delivery) {
      case MessageDelivery(var sent, _) -> {
        var event = EncodedEvent.of("new_message", MessageJson.sent(sent));
        yield new Shown(sent.conversationId(), sent.ver(), sent.seq(), sent.seq(), _ -> event);
      }
      case MessageChangeDelivery(var state, _) -> {
        var event = EncodedEvent.of("message_updated", MessageJson.changed(state));
        yield new Shown(state.conversationId(), state.ver(), 0, state.message().seq(), _ -> event);
      }
      case TombstoneDelivery(var deleted, _, var ticks) -> {
        var event = EncodedEvent.of("message_updated", MessageJson.tombstone(deleted, ticks));
        yield new Shown(
            deleted.conversationId(), deleted.ver(), 0, deleted.target().seq(), _ -> event);
      }
      case ConversationDelivery frame -> of(frame);
    };
  }
}
