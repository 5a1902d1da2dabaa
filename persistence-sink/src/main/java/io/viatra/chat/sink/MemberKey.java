package io.viatra.chat.sink;

import java.util.Comparator;
import java.util.UUID;

/// A row of `conversation_members`.
///
/// Ordered, because rows are locked in this order: two sinks may meet on a member when one has the
/// partition of its events and another that of its receipts.
record MemberKey(UUID conversationId, String userId) implements Comparable<MemberKey> {
  private static final Comparator<MemberKey> ORDER =
      Comparator.comparing(MemberKey::conversationId).thenComparing(MemberKey::userId);

  @Override
  public int compareTo(MemberKey other) {
    return ORDER.compare(this, other);
  }
}
