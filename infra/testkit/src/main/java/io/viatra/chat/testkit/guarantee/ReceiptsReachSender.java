package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Marked;
import io.viatra.chat.testkit.guarantee.History.Receipt;
import io.viatra.chat.testkit.guarantee.History.ReceiptSeen;
import io.viatra.chat.testkit.guarantee.History.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who listens and wrote a message learns that another marked it; read implies delivered. Nobody is
/// told of more than was marked.
public final class ReceiptsReachSender implements Guarantee {
  /// One stream of receipts: to an author, about one reader.
  private record Edge(String to, String by, String conversation, Receipt receipt) {}

  /// Whose watermark, and which of the two.
  private record Reader(String user, String conversation, Receipt receipt) {}

  @Override
  public List<Violation> violations(History history) {
    Map<Reader, Long> marked = new HashMap<>();
    for (Marked mark : history.marked()) {
      for (Receipt receipt : implied(mark.receipt())) {
        Reader reader = new Reader(mark.user(), mark.conversation(), receipt);
        marked.merge(reader, mark.upToSeq(), Math::max);
      }
    }
    Map<Edge, Long> told = new HashMap<>();
    for (ReceiptSeen seen : history.receipts()) {
      for (Receipt receipt : implied(seen.receipt())) {
        Edge edge = new Edge(seen.to(), seen.by(), seen.conversation(), receipt);
        told.merge(edge, seen.upToSeq(), Math::max);
      }
    }
    List<Violation> violations = new ArrayList<>();
    marked.forEach((reader, upTo) -> missing(history, reader, upTo, told, violations));
    told.forEach((edge, upTo) -> invented(edge, upTo, marked, violations));
    return violations;
  }

  /// Read implies delivered, in marks and in receipts alike, so a client that only ever says "read"
  /// is owed both and one that only hears "read" has heard both.
  private static List<Receipt> implied(Receipt receipt) {
    return switch (receipt) {
      case DELIVERED -> List.of(Receipt.DELIVERED);
      case READ -> List.of(Receipt.DELIVERED, Receipt.READ);
    };
  }

  /// Receipts are watermarks: an author is owed the one that covers their last own message in the
  /// range, and none for ranges in which they wrote nothing.
  private void missing(
      History history, Reader reader, long upTo, Map<Edge, Long> told, List<Violation> violations) {
    Map<String, Long> lastOwn = new HashMap<>();
    for (Stored message : history.storedIn(reader.conversation())) {
      if (message.seq() <= upTo && !message.sender().equals(reader.user())) {
        lastOwn.put(message.sender(), message.seq());
      }
    }
    lastOwn.keySet().retainAll(listeners(history, reader.conversation()));
    lastOwn.forEach((author, seq) -> {
      Edge edge = new Edge(author, reader.user(), reader.conversation(), reader.receipt());
      if (told.getOrDefault(edge, 0L) < seq) {
        violations.add(
            new Violation(
                title(),
                "%s was told up to %d, not up to %d"
                    .formatted(edge, told.getOrDefault(edge, 0L), seq)));
      }
    });
  }

  /// Only who listens can be told; others find the watermark in the read model when they return.
  private static Set<String> listeners(History history, String conversation) {
    Set<String> users = new HashSet<>();
    for (History.Member member : history.members()) {
      if (member.listens() && member.conversation().equals(conversation)) {
        users.add(member.user());
      }
    }
    return users;
  }

  /// A receipt ahead of the mark would show ticks for what nobody has seen.
  private void invented(
      Edge edge, long upTo, Map<Reader, Long> marked, List<Violation> violations) {
    long truth =
        marked.getOrDefault(new Reader(edge.by(), edge.conversation(), edge.receipt()), 0L);
    if (upTo > truth) {
      violations.add(
          new Violation(title(), "%s says %d, but marked is %d".formatted(edge, upTo, truth)));
    }
  }
}
