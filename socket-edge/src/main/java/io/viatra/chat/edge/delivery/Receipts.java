package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Risen watermarks to those who are to hear of them. Every listener gets other message ids, so
/// these are encoded for each of them; there are few, mostly the one author.
///
/// Watermarks are absolute, so a repetition is harmless and not looked for.
final class Receipts {
  private final Sessions sessions;

  Receipts(Sessions sessions) {
    this.sessions = sessions;
  }

  void deliver(ReceiptDelivery delivery, List<String> here) {
    var recipients = Set.copyOf(here);
    for (ReceiptAudience listener : delivery.audience()) {
      User user = recipients.contains(listener.userId()) ? sessions.user(listener.userId()) : null;
      if (user != null) {
        tell(user, delivery, listener);
      }
    }
  }

  private static void tell(User user, ReceiptDelivery delivery, ReceiptAudience listener) {
    Receipt receipt = delivery.receipt();
    boolean own = receipt.userId().equals(user.id());
    if (own) {
      user.standings().read(receipt.conversationId(), receipt.readSeq());
    }
    emit(
        user,
        "message_delivered",
        receipt,
        new Rise(delivery.deliveredFrom(), receipt.deliveredSeq(), receipt.deliveredAt(), own),
        listener);
    emit(
        user,
        "message_read",
        receipt,
        new Rise(delivery.readFrom(), receipt.readSeq(), receipt.readAt(), own),
        listener);
  }

  /// One watermark's rise; covers (from, to].
  private record Rise(long from, long to, @Nullable Instant at, boolean own) {
    List<UUID> covered(List<CoveredMessage> messages) {
      return messages.stream()
          .filter(message -> message.seq() > from && message.seq() <= to)
          .map(CoveredMessage::messageId)
          .toList();
    }
  }

  /// Nothing for an author whose messages this watermark covered before; the reader's own devices
  /// hear of every rise.
  private static void emit(
      User user, String name, Receipt receipt, Rise rise, ReceiptAudience listener) {
    if (rise.to <= rise.from) {
      return;
    }
    List<UUID> ids = rise.covered(listener.messages());
    if (ids.isEmpty() && !rise.own) {
      return;
    }
    Instant at = Objects.requireNonNull(rise.at, "a watermark that rose has a time");
    user.emit(
        EncodedEvent.of(
            name, EventJson.receipt(receipt.conversationId(), ids, rise.to, receipt.userId(), at)));
  }
}
