package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.ConversationJson;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import java.util.HashMap;
import java.util.Map;

/// One conversation as each of its recipients sees it. Who has the same count and the same settings
/// gets the same bytes; mostly that is all of them. Used for one delivery and thrown away.
final class ConversationViews {
  private final ConversationSnapshot snapshot;
  private final Map<String, MemberSettings> settings = new HashMap<>();
  private final Map<View, EncodedEvent> encoded = new HashMap<>();

  private record View(long unread, MemberSettings settings) {}

  ConversationViews(ConversationSnapshot snapshot) {
    this.snapshot = snapshot;
    for (MemberState member : snapshot.members()) {
      if (member.settings() != null) {
        settings.put(member.userId(), member.settings());
      }
    }
  }

  EncodedEvent of(User user) {
    Standing standing = user.standings().of(snapshot.conversationId());
    var view =
        new View(
            standing == null ? 0L : standing.unread(),
            settings.getOrDefault(user.id(), MemberSettings.NONE));
    return encoded.computeIfAbsent(
        view,
        seen ->
            EncodedEvent.of(
                "conversation_updated", ConversationJson.of(snapshot, seen.unread, seen.settings)));
  }
}
