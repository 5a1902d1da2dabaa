package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Received;
import io.viatra.chat.testkit.guarantee.History.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One gap-free order per conversation, the same in the read model and on every device: seq counts
/// 1, 2, 3…, ver grows with it, a seq names the same message everywhere, and a device sees new
/// messages in that order. A repetition of what a device has already seen is passed over.
public final class DenseOrder implements Guarantee {
  /// Where a message stands.
  private record Place(String conversation, long seq) {}

  /// What one device sees of one conversation, in order of arrival.
  private record Tail(String user, String device, String conversation) {}

  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    Set<String> conversations =
        history.stored().stream()
            .map(Stored::conversation)
            .collect(Collectors.toCollection(TreeSet::new));
    conversations.forEach(one -> dense(history.storedIn(one), violations));
    agreement(history, violations);
    ascending(history, violations);
    return violations;
  }

  /// A seq that was given twice shows here as well: it is not the one after the last. Other durable
  /// events take a ver too, so ver has gaps between messages and only has to grow.
  private void dense(List<Stored> messages, List<Violation> violations) {
    long seq = 0;
    long ver = 0;
    for (Stored message : messages) {
      if (message.seq() != seq + 1) {
        violations.add(violation("after seq " + seq + " comes " + message));
      }
      if (message.ver() <= ver) {
        violations.add(violation("ver does not grow with seq: " + message));
      }
      seq = message.seq();
      ver = message.ver();
    }
  }

  /// The read model speaks first; without a row the first device does.
  private void agreement(History history, List<Violation> violations) {
    Map<Place, String> messageAt = new HashMap<>();
    history
        .stored()
        .forEach(row ->
            messageAt.putIfAbsent(new Place(row.conversation(), row.seq()), row.messageId()));
    for (Received event : history.received()) {
      Place place = new Place(event.conversation(), event.seq());
      String first = messageAt.putIfAbsent(place, event.messageId());
      if (first != null && !first.equals(event.messageId())) {
        violations.add(violation(place + " is message " + first + ", but not in " + event));
      }
    }
  }

  /// Repetitions are told by ver: only the first arrival of each counts.
  private void ascending(History history, List<Violation> violations) {
    Map<Tail, Long> heads = new HashMap<>();
    Set<Map.Entry<Tail, Long>> seen = new HashSet<>();
    for (Received event : history.received()) {
      Tail tail = new Tail(event.user(), event.device(), event.conversation());
      if (!seen.add(Map.entry(tail, event.ver()))) {
        continue;
      }
      long head = heads.getOrDefault(tail, 0L);
      if (event.ver() < head) {
        violations.add(violation("ver " + head + " was there before " + event));
      }
      heads.merge(tail, event.ver(), Math::max);
    }
  }

  private Violation violation(String what) {
    return new Violation(title(), what);
  }
}
