package io.viatra.chat.edge.delivery;

import io.micrometer.core.instrument.Timer;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Hands one delivery to the ready sockets of each recipient. In the turn of delivery.
public final class LiveDelivery {
  private final Sessions sessions;
  private final MessageIndex index;
  private final InstantSource clock;
  private final Receipts receipts;
  private final Timer latency;
  private final Handover handover;
  private final Crowds crowds;

  public LiveDelivery(
      Sessions sessions,
      MessageIndex index,
      Crowds crowds,
      Handover handover,
      InstantSource clock,
      Metrics metrics) {
    this.sessions = sessions;
    this.index = index;
    this.clock = clock;
    this.receipts = new Receipts(sessions);
    this.latency =
        metrics.timer(
            "chat.message.delivery", "from the command's append time to the write to the sockets");
    this.crowds = crowds;
    this.handover = handover;
  }

  void deliver(MailboxDelivery record) {
    var users = record.userIds();
    switch (record.delivery()) {
      case MessageDelivery message ->
          sent(message.message(), () -> numbered(users, Shown.of(message), false, _ -> {}));
      case ConversationDelivery frame -> conversation(frame, users);
      case NumberedDelivery change -> numbered(users, Shown.of(change), false, _ -> {});
      case SettingsDelivery settings -> settings(settings, users);
      case RemovalDelivery removed -> removal(removed, users);
      // Counts alone; it is never handed on.
      case HeadDelivery _ -> {}
      case ReceiptDelivery receipt -> receipts.deliver(receipt, users);
      case RejectionDelivery(CommandRejected rejected) -> rejection(rejected);
    }
    record.unread().forEach(this::unread);
  }

  /// What all in a crowd are to see.
  ///
  /// @param bytes of the record
  void deliver(CrowdRecord record, int bytes) {
    if (record.delivery() instanceof MessageDelivery(var sent, _)) {
      sent(sent, () -> crowds.happened(record, bytes));
    } else {
      var _ = crowds.happened(record, bytes);
    }
  }

  private void sent(MessageSent sent, IntSupplier handed) {
    index.remember(sent.messageId(), sent.conversationId(), sent.seq());
    if (handed.getAsInt() > 0) {
      var took = Duration.between(sent.at(), clock.instant());
      // The broker's clock made `at`; if it is ahead of ours, the least we can say is zero.
      latency.record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  private void conversation(ConversationDelivery frame, List<String> users) {
    var id = frame.conversation().conversationId();
    var joined = new HashMap<String, Long>();
    frame.conversation().members().forEach(each -> joined.put(each.userId(), each.joinedSeq()));
    numbered(
        users,
        Shown.of(frame),
        frame.crowd() != null,
        user -> {
          var since = joined.get(user.id());
          if (since != null) {
            user.standings().joined(id, since);
          }
        });
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
  /// @param ofCrowd whether it says that the conversation is a crowd, or was until now
  /// @return how many sockets got it
  private int numbered(List<String> users, Shown shown, boolean ofCrowd, Consumer<User> first) {
    int reached = 0;
    for (String id : users) {
      User user = sessions.user(id);
      if (user != null && !crowds.takesEarly(user, shown, ofCrowd)) {
        reached += handover.give(user, shown);
        first.accept(user);
        crowds.met(user, shown.conversationId());
      }
    }
    return reached;
  }

  private void removal(RemovalDelivery removed, List<String> users) {
    for (String id : users) {
      User user = sessions.user(id);
      if (user != null) {
        handover.remove(user, removed.conversationId(), removed.ver());
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
