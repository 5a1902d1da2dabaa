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
  /// One message in front of one user, on whichever of their devices.
  private record Seen(String user, String conversation, String messageId) {}

  /// What makes two sends the same message, as promised to clients: a repeat carries the same.
  private record Intent(String conversation, String sender, String clientMessageId) {}

  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    acked(history, violations);
    delivered(history, violations);
    invented(history, violations);
    return violations;
  }

  /// An ack may name an id (it need not, a REST answer may be lost in part); then that id must be
  /// the stored one. An unknown outcome is judged neither way.
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

  /// One device of the user is enough: which of them got it live and which will ask is the
  /// transport's business. A deleted message need not have been seen before it was deleted.
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

  /// Delivery may run ahead of the read model, but not at the end, when all is quiet.
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
