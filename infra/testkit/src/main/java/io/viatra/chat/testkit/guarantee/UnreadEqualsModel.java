package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Marked;
import io.viatra.chat.testkit.guarantee.History.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The unread count that a user is shown when all is quiet is the number of messages above what
/// they read, within their membership, not their own and not deleted.
public final class UnreadEqualsModel implements Guarantee {
  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    for (History.Notice.Unread shown : history.unread()) {
      long expected = model(history, shown.user(), shown.conversation());
      if (shown.count() != expected) {
        violations.add(new Violation(title(), shown + ", the model says " + expected));
      }
    }
    return violations;
  }

  /// Written from the definition, not from how the system computes it, which is what makes it a
  /// model: no watermark arithmetic, it simply counts.
  private static long model(History history, String user, String conversation) {
    Optional<History.Member> member =
        history.members().stream()
            .filter(one -> one.user().equals(user) && one.conversation().equals(conversation))
            .findFirst();
    if (member.isEmpty()) {
      return 0;
    }
    long read = Math.max(readSeq(history, user, conversation), member.get().joinedSeq());
    return history.storedIn(conversation).stream()
        .filter(message -> message.seq() > read)
        .filter(message -> !message.sender().equals(user) && !message.deleted())
        .count();
  }

  /// Marks commute: the highest counts, whatever their order.
  private static long readSeq(History history, String user, String conversation) {
    return history.marked().stream()
        .filter(mark -> mark.user().equals(user) && mark.conversation().equals(conversation))
        .filter(mark -> mark.receipt() == Receipt.READ)
        .mapToLong(Marked::upToSeq)
        .max()
        .orElse(0);
  }
}
