package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Notice.PushOwed;
import io.viatra.chat.testkit.guarantee.History.Notice.Pushed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every owed push was sent, and none twice for the same (token, conversation, seq). A push for a
/// later message of the conversation also pays for the ones before it, since pushes coalesce.
/// Nobody is notified of their own message, nor of anything that was not owed.
public final class ExactlyOnePush implements Guarantee {
  /// Pushes coalesce per user and conversation.
  private record Inbox(String user, String conversation) {}

  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    Map<Inbox, Long> pushedUpTo = new HashMap<>();
    Set<Pushed> once = new HashSet<>();
    for (Pushed push : history.pushed()) {
      if (!once.add(push)) {
        violations.add(violation("pushed twice: " + push));
      }
      pushedUpTo.merge(new Inbox(push.user(), push.conversation()), push.seq(), Math::max);
    }
    Set<PushOwed> owed = new HashSet<>(history.owed());
    for (PushOwed debt : owed) {
      if (pushedUpTo.getOrDefault(new Inbox(debt.user(), debt.conversation()), 0L) < debt.seq()) {
        violations.add(violation("never pushed: " + debt));
      }
    }
    for (Pushed push : once) {
      if (!owed.contains(new PushOwed(push.user(), push.conversation(), push.seq()))) {
        violations.add(violation("pushed though not owed: " + push));
      }
    }
    ownMessages(history, once, violations);
    return violations;
  }

  /// A debt noted for the sender would be the suite's mistake; a push to them is the system's.
  private void ownMessages(History history, Set<Pushed> pushes, List<Violation> violations) {
    for (Pushed push : pushes) {
      boolean own =
          history.storedIn(push.conversation()).stream()
              .anyMatch(
                  message -> message.seq() == push.seq() && message.sender().equals(push.user()));
      if (own) {
        violations.add(violation("pushed to its sender: " + push));
      }
    }
  }

  private Violation violation(String what) {
    return new Violation(title(), what);
  }
}
