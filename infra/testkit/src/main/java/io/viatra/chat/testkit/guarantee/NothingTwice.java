package io.viatra.chat.testkit.guarantee;

import io.viatra.chat.testkit.guarantee.History.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One intent of a client is one message: one id, one seq, one ver, in the read model and on every
/// socket. The same event delivered again is no duplicate, since a client drops it by
/// (conversation, ver); a second number for the same message is.
public final class NothingTwice implements Guarantee {
  /// What makes two sends the same message.
  private record Intent(String conversation, String sender, String clientMessageId) {}

  /// A seq or a ver; the two are kept apart by their maps.
  private record Place(String conversation, long number) {}

  @Override
  public List<Violation> violations(History history) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Place> seqOfId = new HashMap<>();
    Map<String, Place> verOfId = new HashMap<>();
    Map<Intent, String> idOfIntent = new HashMap<>();
    Map<String, Stored> rows = new HashMap<>();
    for (Stored row : history.stored()) {
      if (rows.putIfAbsent(row.messageId(), row) != null) {
        violations.add(violation("stored twice: " + row));
      }
      Intent intent = new Intent(row.conversation(), row.sender(), row.clientMessageId());
      same(idOfIntent, intent, row.messageId(), "one intent, two messages", violations);
      Place seq = new Place(row.conversation(), row.seq());
      same(seqOfId, row.messageId(), seq, "two seqs of one message", violations);
      Place ver = new Place(row.conversation(), row.ver());
      same(verOfId, row.messageId(), ver, "two vers of one message", violations);
    }
    for (History.Received event : history.received()) {
      Place seq = new Place(event.conversation(), event.seq());
      same(seqOfId, event.messageId(), seq, "two seqs of one message", violations);
      Place ver = new Place(event.conversation(), event.ver());
      same(verOfId, event.messageId(), ver, "two vers of one message", violations);
    }
    return violations;
  }

  /// The first to say what belongs to a key is right, all others have to agree. Rows come first, so
  /// a socket is held against the read model and not the other way round.
  private <K, V> void same(
      Map<K, V> known, K key, V value, String what, List<Violation> violations) {
    V first = known.putIfAbsent(key, value);
    if (first != null && !first.equals(value)) {
      violations.add(violation("%s: %s has %s and %s".formatted(what, key, first, value)));
    }
  }

  private Violation violation(String what) {
    return new Violation(title(), what);
  }
}
