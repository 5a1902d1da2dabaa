package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.UUID;

/// Makes sessions ready: a snapshot says where everything stands, and what comes behind it in the
/// mailbox comes live. In the turn of delivery.
public final class Barrier {
  private final Sessions sessions;
  private final Handover handover;
  private final Crowds crowds;

  public Barrier(Sessions sessions, Handover handover, Crowds crowds) {
    this.sessions = sessions;
    this.handover = handover;
    this.crowds = crowds;
  }

  /// A snapshot for a socket that has gone meanwhile is passed over. One for a socket that is ready
  /// already answers a second announcement, after a long silence: the client gets the absolute
  /// numbers again and learns where it missed something.
  void reached(SessionSnapshot given) {
    var snapshot =
        given.of(
            given.conversations().stream()
                .filter(state -> !crowds.isOver(given.userId(), state))
                .toList());
    var session = sessions.session(snapshot.sid());
    if (session == null || !session.userId().equals(snapshot.userId())) {
      return;
    }
    var user = session.user();
    var behind = user.standings().snapshot(snapshot.conversations(), user.receives());
    behind.stream()
        .filter(conversation -> user.standings().of(conversation) == null)
        .forEach(conversation -> handover.forgotten(user, conversation));
    boolean again = session.isReady();
    session.socket().emit("session_ready", EventJson.sessionReady(snapshot));
    session.ready();
    if (again) {
      behind.forEach(conversation -> session.socket().emit(resync(conversation)));
    }
    // What happened in crowds before the router knew of it is not in the snapshot.
    snapshot.conversations().stream()
        .map(ConversationState::conversationId)
        .filter(conversation -> user.standings().of(conversation) != null)
        .forEach(conversation -> crowds.met(user, conversation));
  }

  /// Records of the mailbox, or of crowds, are gone: whoever gets deliveries here may have missed
  /// some, of any conversation.
  void lost() {
    var event = EncodedEvent.of("resync_required", EventJson.nothing());
    sessions.each(session -> {
      if (session.isReady()) {
        session.socket().emit(event);
      }
    });
  }

  static EncodedEvent resync(UUID conversationId) {
    return EncodedEvent.of("resync_required", EventJson.conversation(conversationId));
  }
}
