package io.viatra.chat.edge.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.edge.wire.MessageJson;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Hands one delivery to the ready sockets of each recipient. The mailbox's thread only.
public final class LiveDelivery {
  private final Sessions sessions;
  private final MessageIndex index;
  private final BiConsumer<User, UUID> removal;
  private final InstantSource clock;
  private final Receipts receipts;
  private final Timer latency;
  private final Counter repeated;
  private final Counter gaps;

  /// @param removal hears that a user was removed from a conversation, to let go of what the user's
  ///   sockets hold of it
  public LiveDelivery(
      Sessions sessions,
      MessageIndex index,
      BiConsumer<User, UUID> removal,
      InstantSource clock,
      Metrics metrics) {
    this.sessions = sessions;
    this.index = index;
    this.removal = removal;
    this.clock = clock;
    this.receipts = new Receipts(sessions);
    this.latency =
        metrics.timer(
            "chat.message.delivery", "from the command's append time to the write to the sockets");
    this.repeated =
        metrics.counter("chat.delivery.repeated", "deliveries that a socket had already");
    this.gaps = metrics.counter("chat.delivery.gaps", "holes in ver that a client was told of");
  }

  void deliver(MailboxDelivery record) {
    var users = record.userIds();
    switch (record.delivery()) {
      case MessageDelivery(MessageSent sent, _) -> message(sent, users);
      case MessageChangeDelivery(var state, _) -> {
        var event = EncodedEvent.of("message_updated", MessageJson.changed(state));
        numbered(users, state.conversationId(), state.ver(), 0, _ -> event);
      }
      case TombstoneDelivery(var deleted, _, var ticks) -> {
        var event = EncodedEvent.of("message_updated", MessageJson.tombstone(deleted, ticks));
        numbered(users, deleted.conversationId(), deleted.ver(), 0, _ -> event);
      }
      case ConversationDelivery delivery -> conversation(delivery.conversation(), users);
      case SettingsDelivery settings -> settings(settings, users);
      case RemovalDelivery removed -> removal(removed, users);
      case ReceiptDelivery receipt -> receipts.deliver(receipt, users);
      case RejectionDelivery(CommandRejected rejected) -> rejection(rejected);
    }
    record.unread().forEach(this::unread);
  }

  private void message(MessageSent sent, List<String> users) {
    index.remember(sent.messageId(), sent.conversationId(), sent.seq());
    var event = EncodedEvent.of("new_message", MessageJson.sent(sent));
    int reached = numbered(users, sent.conversationId(), sent.ver(), sent.seq(), _ -> event);
    if (reached > 0) {
      var took = Duration.between(sent.at(), clock.instant());
      // The broker's clock made `at`; if it is ahead of ours, the least we can say is zero.
      latency.record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  private void conversation(ConversationSnapshot snapshot, List<String> users) {
    var views = new ConversationViews(snapshot);
    numbered(users, snapshot.conversationId(), snapshot.ver(), snapshot.lastSeq(), views::of);
  }

  /// Takes no `ver`, so it is no repetition, and no hole can show: absolute, to all devices of the
  /// one whose settings they are.
  private void settings(SettingsDelivery delivery, List<String> users) {
    var views = new ConversationViews(delivery.conversation());
    for (String id : users) {
      User user = sessions.user(id);
      if (user != null && user.receives()) {
        user.emit(views.of(user));
      }
    }
  }

  /// An event with a `ver` to each user who has not had it.
  ///
  /// @return how many sockets got it
  private int numbered(
      List<String> users,
      UUID conversationId,
      long ver,
      long seq,
      Function<User, EncodedEvent> event) {
    int reached = 0;
    for (String id : users) {
      User user = sessions.user(id);
      // Before the barrier nothing counts as delivered: the snapshot will tell of it.
      if (user == null || !user.receives()) {
        continue;
      }
      switch (user.delivered(conversationId, ver, seq)) {
        case REPEATED -> {
          repeated.increment();
          continue;
        }
        case AFTER_GAP -> {
          gaps.increment();
          user.emit(Barrier.resync(conversationId));
        }
        case NEXT -> {}
      }
      reached += user.emit(event.apply(user));
    }
    return reached;
  }

  private void removal(RemovalDelivery removed, List<String> users) {
    var event =
        EncodedEvent.of("conversation_removed", EventJson.conversation(removed.conversationId()));
    for (String id : users) {
      User user = sessions.user(id);
      if (user == null) {
        continue;
      }
      if (user.standings().removed(removed.conversationId(), removed.ver())) {
        removal.accept(user, removed.conversationId());
        user.emit(event);
      } else {
        repeated.increment();
      }
    }
  }

  /// A message that was acked and then refused takes its bubble back; whatever else was refused has
  /// nothing on the screen that would have to go.
  private void rejection(CommandRejected rejected) {
    User user = sessions.user(rejected.actorId());
    if (user == null) {
      return;
    }
    String code = rejected.code().name();
    String clientMessageId = rejected.clientMessageId();
    user.emit(
        clientMessageId == null
            ? EncodedEvent.of(
                "error",
                EventJson.commandRejected(rejected.conversationId(), rejected.command(), code))
            : EncodedEvent.of(
                "message_rejected", EventJson.messageRejected(clientMessageId, code)));
  }

  private void unread(UnreadChange change) {
    User user = sessions.user(change.userId());
    if (user != null) {
      user.standings().unread(change.conversationId(), change.count());
      user.emit(EncodedEvent.of("unread", EventJson.unread(change)));
    }
  }
}
