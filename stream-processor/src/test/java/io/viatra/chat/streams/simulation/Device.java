package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
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

  /// As of which event one is out.
  private final Map<UUID, Long> gone = new TreeMap<>();

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

    /// Where the membership began.
    long joined;

    /// What waits for something before it.
    final TreeMap<Long, NumberedDelivery> early = new TreeMap<>();

    /// Messages that came live, as they are shown.
    final Map<Long, String> shown = new TreeMap<>();
  }

  private final Map<UUID, NavigableMap<Long, CrowdRecord>> crowds;

  /// @param crowds what its node has read of them
  Device(
      String user,
      String sid,
      Model model,
      Ledger readModel,
      Map<UUID, NavigableMap<Long, CrowdRecord>> crowds) {
    this.crowds = crowds;
    this.user = user;
    this.sid = sid;
    this.model = model;
    this.readModel = readModel;
  }

  void reached(SessionSnapshot snapshot) {
    var states =
        snapshot.conversations().stream()
            .filter(state -> !isOver(state))
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
      view.joined = Objects.requireNonNull(state.joinedSeq());
    });
    total = snapshot.totalUnread();
    ready = true;
    List.copyOf(states.keySet()).forEach(this::advance);
  }

  /// Whether the crowd says that it ended after it began, which the router has yet to hear.
  private boolean isOver(ConversationState state) {
    long since = Objects.requireNonNull(state.memberSince());
    return crowds.getOrDefault(state.conversationId(), new TreeMap<>()).values().stream()
        .anyMatch(record -> user.equals(record.gone()) && ver(record.delivery()) > since);
  }

  private View view(UUID id) {
    return views.computeIfAbsent(id, _ -> new View());
  }

  void got(Delivery delivery) {
    if (!ready) {
      return;
    }
    switch (delivery) {
      case NumberedDelivery numbered -> {
        var id = conversation(numbered);
        if (ver(numbered) <= gone.getOrDefault(id, 0L)) {
          return;
        }
        var view = view(id);
        if (numbered instanceof ConversationDelivery(var frame, _, _)) {
          frame.members().stream()
              .filter(member -> member.userId().equals(user))
              .forEach(member -> view.joined = member.joinedSeq());
        }
        boolean crowd =
            crowds.containsKey(id)
                || !view.early.isEmpty()
                || (numbered instanceof ConversationDelivery(_, _, var phase) && phase != null);
        boolean early = crowd && view.ver > 0 && ver(numbered) > view.ver + 1;
        if (early) {
          view.early.put(ver(numbered), numbered);
        } else {
          show(view, numbered);
        }
        advance(id);
      }
      case RemovalDelivery removal -> views.remove(removal.conversationId());
      case HeadDelivery _, SettingsDelivery _, ReceiptDelivery _, RejectionDelivery _ -> {}
    }
  }

  /// The crowd says that one is out; the mailbox says so as well, perhaps later.
  void removed(UUID id, long ver) {
    var view = views.get(id);
    if (view == null || view.ver <= ver) {
      views.remove(id);
      gone.put(id, ver);
    }
  }

  /// Shows what follows, from wherever it came.
  void advance(UUID id) {
    var view = views.get(id);
    while (ready && view != null && view.ver > 0) {
      var next = next(id, view, view.ver + 1);
      if (next == null || leaves(id, view.ver + 1)) {
        return;
      }
      show(view, next);
    }
  }

  /// Whether the event says that one is out, and so is not shown.
  private boolean leaves(UUID id, long ver) {
    var record = crowds.getOrDefault(id, new TreeMap<>()).get(ver);
    boolean out = record != null && user.equals(record.gone());
    if (out) {
      removed(id, ver);
    }
    return out;
  }

  /// What is missing still does not come any more.
  void giveUp() {
    Map.copyOf(views)
        .forEach((id, view) -> {
          view.early.headMap(view.ver, true).clear();
          var crowd = crowds.getOrDefault(id, new TreeMap<>());
          while (view.ver > 0 && (crowd.higherKey(view.ver) != null || !view.early.isEmpty())) {
            var ofCrowd = crowd.higherKey(view.ver);
            var early = view.early.higherKey(view.ver);
            long ver = ofCrowd == null || (early != null && early < ofCrowd) ? early : ofCrowd;
            if (leaves(id, ver)) {
              return;
            }
            var next = next(id, view, ver);
            if (next != null) {
              show(view, next);
            }
            view.early.headMap(view.ver, true).clear();
          }
        });
  }

  private @Nullable NumberedDelivery next(UUID id, View view, long ver) {
    var record = crowds.getOrDefault(id, new TreeMap<>()).get(ver);
    return record == null ? view.early.get(ver) : seen(record, view);
  }

  private static NumberedDelivery seen(CrowdRecord record, View view) {
    var others = record.others();
    return others == null || about(record.delivery()) > view.joined
        ? record.delivery()
        : new ConversationDelivery(others, List.of());
  }

  private static long about(NumberedDelivery delivery) {
    return switch (delivery) {
      case MessageDelivery(var sent, _) -> sent.seq();
      case MessageChangeDelivery(var state, _) -> state.message().seq();
      case TombstoneDelivery(var gone, _, _) -> gone.target().seq();
      case ConversationDelivery _ -> Long.MAX_VALUE;
    };
  }

  static UUID conversation(NumberedDelivery delivery) {
    return switch (delivery) {
      case MessageDelivery(var sent, _) -> sent.conversationId();
      case MessageChangeDelivery(var state, _) -> state.conversationId();
      case TombstoneDelivery(var gone, _, _) -> gone.conversationId();
      case ConversationDelivery(var frame, _, _) -> frame.conversationId();
    };
  }

  static long ver(NumberedDelivery delivery) {
    return switch (delivery) {
      case MessageDelivery(var sent, _) -> sent.ver();
      case MessageChangeDelivery(var state, _) -> state.ver();
      case TombstoneDelivery(var gone, _, _) -> gone.ver();
      case ConversationDelivery(var frame, _, _) -> frame.ver();
    };
  }

  private void show(View view, NumberedDelivery delivery) {
    if (!follows(view, conversation(delivery), ver(delivery))) {
      return;
    }
    switch (delivery) {
      case MessageDelivery(var sent, _) -> {
        view.lastSeq = Math.max(view.lastSeq, sent.seq());
        view.shown.put(sent.seq(), Lines.shown(sent.body(), "{}"));
      }
      case MessageChangeDelivery(var state, _) -> {
        var shown = Lines.shown(state.content().body(), Lines.reactions(state));
        view.shown.put(state.message().seq(), shown);
      }
      case TombstoneDelivery(var gone, _, _) ->
          view.shown.put(gone.target().seq(), Lines.TOMBSTONE);
      case ConversationDelivery(var frame, _, _) ->
          view.lastSeq = Math.max(view.lastSeq, frame.lastSeq());
    }
  }

  /// Whether it is not what it had.
  private boolean follows(View view, UUID id, long ver) {
    var talk = model.talks.get(id);
    boolean mayHave = talk != null && talk.wasMember(user, ver);
    Broken.unless(mayHave, "access", "%s got ver %d of %s as no member", user, ver, id);
    if (ver <= view.ver) {
      return false;
    }
    if (view.ver > 0 && ver > view.ver + 1) {
      resync(view, ver, id);
    }
    view.ver = ver;
    return true;
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
