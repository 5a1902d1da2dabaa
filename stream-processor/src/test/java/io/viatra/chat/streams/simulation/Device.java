package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One open socket and the client behind it: it keeps what it is told by (conversation, `ver`),
/// drops what it had, and asks for everything where something is missing.
final class Device {
  final String user;
  final String sid;
  final Map<UUID, View> views = new TreeMap<>();
  boolean ready;
  long total;

  /// Its node was not heard for so long that the router may have let go of it.
  boolean wasSilent;

  /// Times that it was told of a hole.
  int resyncs;

  private final Model model;
  private final Ledger readModel;

  /// What it shows of a conversation.
  static final class View {
    long ver;
    long lastSeq;
    long unread;

    /// Messages that came live, as they are shown.
    final Map<Long, String> shown = new TreeMap<>();
  }

  Device(String user, String sid, Model model, Ledger readModel) {
    this.user = user;
    this.sid = sid;
    this.model = model;
    this.readModel = readModel;
  }

  void reached(SessionSnapshot snapshot) {
    var states =
        snapshot.conversations().stream()
            .collect(Collectors.toMap(ConversationState::conversationId, state -> state));
    views.keySet().retainAll(states.keySet());
    states.forEach((id, state) -> {
      var view = views.get(id);
      if (view == null) {
        view = view(id);
        view.ver = state.ver();
      } else if (view.ver < state.ver()) {
        resync(view, state.ver(), id);
      }
      view.lastSeq = Math.max(view.lastSeq, state.lastSeq());
      view.unread = state.unread();
    });
    total = snapshot.totalUnread();
    ready = true;
  }

  private View view(UUID id) {
    return views.computeIfAbsent(id, _ -> new View());
  }

  void got(Delivery delivery) {
    if (!ready) {
      return;
    }
    switch (delivery) {
      case MessageDelivery(var sent, _) -> {
        var view = next(sent.conversationId(), sent.ver());
        if (view != null) {
          view.lastSeq = Math.max(view.lastSeq, sent.seq());
          view.shown.put(sent.seq(), Lines.shown(sent.body(), "{}"));
        }
      }
      case MessageChangeDelivery(var state, _) -> {
        var view = next(state.conversationId(), state.ver());
        if (view != null) {
          var shown = Lines.shown(state.content().body(), Lines.reactions(state));
          view.shown.put(state.message().seq(), shown);
        }
      }
      case TombstoneDelivery(var gone, _, _) -> {
        var view = next(gone.conversationId(), gone.ver());
        if (view != null) {
          view.shown.put(gone.target().seq(), Lines.TOMBSTONE);
        }
      }
      case ConversationDelivery(var frame, _) -> {
        var view = next(frame.conversationId(), frame.ver());
        if (view != null) {
          view.lastSeq = Math.max(view.lastSeq, frame.lastSeq());
        }
      }
      case RemovalDelivery removal -> views.remove(removal.conversationId());
      case SettingsDelivery _, ReceiptDelivery _, RejectionDelivery _ -> {}
    }
  }

  /// Null for what it had.
  private @Nullable View next(UUID id, long ver) {
    var talk = model.talks.get(id);
    boolean mayHave = talk != null && talk.wasMember(user, ver);
    Broken.unless(mayHave, "access", "%s got ver %d of %s as no member", user, ver, id);
    var view = view(id);
    if (ver <= view.ver) {
      return null;
    }
    if (view.ver > 0 && ver > view.ver + 1) {
      resync(view, ver, id);
    }
    view.ver = ver;
    return view;
  }

  /// Asks the read model, which has everything that is committed.
  private void resync(View view, long ver, UUID id) {
    resyncs++;
    view.ver = Math.max(ver, readModel.ver(id));
    view.shown.clear();
  }

  void got(UnreadChange change) {
    if (ready) {
      var view = views.get(change.conversationId());
      if (view != null) {
        view.unread = change.count();
      }
      total = change.total();
    }
  }
}
