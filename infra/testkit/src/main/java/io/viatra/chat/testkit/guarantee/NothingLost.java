package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Outcome;
import io.viatra.chat.testkit.guarantee.History.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was acked is in the read model, what is in the read model was received by every member who
/// listens, and nobody received what the read model does not hold. What was refused is nowhere.
public final class NothingLost implements Guarantee {
  private record Seen(String user, String conversation, String messageId) {}

  private record Intent(String conversation, String sender, String clientMessageId) {}

  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    acked(history, violations);
    delivered(history, violations);
    invented(history, violations);
    return violations;
  }

  private void acked(History history, List<Violation> violations) {
    Set<Intent> stored = new HashSet<>();
    Set<String> storedIds = new HashSet<>();
    for (Stored message : history.stored()) {
      stored.add(new Intent(message.conversation(), message.sender(), message.clientMessageId()));
      storedIds.add(message.messageId());
    }
    for (History.Sent sent : history.sent()) {
      boolean isStored =
          stored.contains(new Intent(sent.conversation(), sent.sender(), sent.clientMessageId()));
      boolean idIsStored = sent.messageId() == null || storedIds.contains(sent.messageId());
      if (sent.outcome() == Outcome.ACKED && !(isStored && idIsStored)) {
        violations.add(violation("acked but not stored: " + sent));
      }
      if (sent.outcome() == Outcome.REFUSED && isStored) {
        violations.add(violation("refused but stored: " + sent));
      }
    }
  }

  private void delivered(History history, List<Violation> violations) {
    Set<Seen> received = new HashSet<>();
    for (History.Received event : history.received()) {
      received.add(new Seen(event.user(), event.conversation(), event.messageId()));
    }
    for (History.Member member : history.members()) {
      if (!member.listens()) {
        continue;
      }
      for (Stored message : history.storedIn(member.conversation())) {
        boolean owed = message.seq() > member.joinedSeq() && !message.deleted();
        Seen seen = new Seen(member.user(), message.conversation(), message.messageId());
        if (owed && !received.contains(seen)) {
          violations.add(violation(member.user() + " never received " + message));
        }
      }
    }
  }

  private void invented(History history, List<Violation> violations) {
    Set<String> storedIds = new HashSet<>();
    history.stored().forEach(message -> storedIds.add(message.messageId()));
    for (History.Received event : history.received()) {
      if (!storedIds.contains(event.messageId())) {
        violations.add(violation("received but not stored: " + event));
      }
    }
  }

  private Violation violation(String what) {
    return new Violation(title(), what);
  }
}
