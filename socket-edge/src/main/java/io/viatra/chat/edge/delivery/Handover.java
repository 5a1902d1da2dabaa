package io.viatra.chat.edge.delivery;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Gives one event with a `ver` to one user's ready sockets: not twice, not over a hole without a
/// word, and nothing more of a conversation that the user was removed from. In the turn of
/// delivery.
public final class Handover {
  private final BiConsumer<User, UUID> removal;
  private final Counter repeated;
  private final Counter gaps;

  /// @param removal hears that a user was removed from a conversation, to let go of what the user's
  ///   sockets hold of it
  public Handover(BiConsumer<User, UUID> removal, Metrics metrics) {
    this.removal = removal;
    this.repeated =
        metrics.counter("chat.delivery.repeated", "deliveries that a socket had already");
    this.gaps = metrics.counter("chat.delivery.gaps", "holes in ver that a client was told of");
  }

  /// @return how many sockets got it
  int give(User user, Shown shown) {
    // Before the barrier nothing counts as delivered: the snapshot will tell of it.
    if (!user.receives()) {
      return 0;
    }
    switch (user.delivered(shown.conversationId(), shown.ver(), shown.seq())) {
      case REPEATED -> {
        repeated.increment();
        return 0;
      }
      case AFTER_GAP -> {
        gaps.increment();
        user.emit(Barrier.resync(shown.conversationId()));
      }
      case NEXT -> {}
    }
    return user.emit(shown.event().apply(user));
  }

  /// A snapshot knows nothing of it any more: whatever the user's sockets hold of it is let go.
  void forgotten(User user, UUID conversationId) {
    removal.accept(user, conversationId);
  }

  /// The user is no member any more, as of an event.
  void remove(User user, UUID conversationId, long ver) {
    if (user.standings().removed(conversationId, ver)) {
      removal.accept(user, conversationId);
      user.emit(EncodedEvent.of("conversation_removed", EventJson.conversation(conversationId)));
    } else {
      repeated.increment();
    }
  }
}
