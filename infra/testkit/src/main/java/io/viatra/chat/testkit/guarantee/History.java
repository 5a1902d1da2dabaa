package io.viatra.chat.testkit.guarantee;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a run, as clients, the read model and the push service saw it. Each list is in
/// the order in which it was noted, so what one device received stands in its order of arrival.
public record History(
    List<Member> members,
    List<Sent> sent,
    List<Stored> stored,
    List<Received> received,
    List<Marked> marked,
    List<ReceiptSeen> receipts,
    List<Notice> notices) {
  public History {
    members = List.copyOf(members);
    sent = List.copyOf(sent);
    stored = List.copyOf(stored);
    received = List.copyOf(received);
    marked = List.copyOf(marked);
    receipts = List.copyOf(receipts);
    notices = List.copyOf(notices);
  }

  /// A member since `joinedSeq` (0: from the beginning; sees what is above). One who listens has a
  /// device that is connected at the end and has caught up, so it must have received everything.
  public record Member(String conversation, String user, long joinedSeq, boolean listens) {}

  /// How a send ended for its client.
  public enum Outcome {
    ACKED,
    /// The client was told that it did not happen.
    REFUSED,
    /// No answer: it happened or not, at most once.
    UNKNOWN
  }

  /// One message that a client wants sent; repeats with the same clientMessageId are noted once,
  /// with the best outcome. `messageId` is that of the ack.
  public record Sent(
      String conversation,
      String sender,
      String clientMessageId,
      Outcome outcome,
      @Nullable String messageId) {}

  /// One message as the read model holds it at the end.
  public record Stored(
      String conversation,
      long seq,
      long ver,
      String messageId,
      String sender,
      String clientMessageId,
      boolean deleted) {}

  /// One `new_message` on one device. A device that reconnects keeps its name as long as it
  /// remembers what it holds.
  public record Received(
      String user, String device, String conversation, long seq, long ver, String messageId) {}

  /// What a receipt says.
  public enum Receipt {
    DELIVERED,
    READ
  }

  /// A user's device marked everything up to `upToSeq`, and was acked.
  public record Marked(String user, String conversation, Receipt receipt, long upToSeq) {}

  /// `to` was told that `by` has everything up to `upToSeq`.
  public record ReceiptSeen(
      String to, String by, String conversation, Receipt receipt, long upToSeq) {}

  /// What a user is notified of, and ought to be.
  public sealed interface Notice {
    /// The unread count that a user is shown at the end.
    record Unread(String user, String conversation, long count) implements Notice {}

    /// The user has to be notified of this message: nobody of theirs was there to receive it.
    record PushOwed(String user, String conversation, long seq) implements Notice {}

    /// The push service accepted a visible notification for one of the user's tokens.
    record Pushed(String user, String token, String conversation, long seq) implements Notice {}
  }

  List<Notice.Unread> unread() {
    return only(Notice.Unread.class);
  }

  List<Notice.PushOwed> owed() {
    return only(Notice.PushOwed.class);
  }

  List<Notice.Pushed> pushed() {
    return only(Notice.Pushed.class);
  }

  private <T extends Notice> List<T> only(Class<T> kind) {
    return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The messages of one conversation by seq.
  List<Stored> storedIn(String conversation) {
    return stored.stream()
        .filter(message -> message.conversation().equals(conversation))
        .sorted(Comparator.comparingLong(Stored::seq))
        .toList();
  }
}
