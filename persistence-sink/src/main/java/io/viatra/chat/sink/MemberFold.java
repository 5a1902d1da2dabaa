package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A batch's effect on `conversation_members`: memberships from the events, watermarks from
/// receipts and from what senders had read. The two are independent, as their topics are.
final class MemberFold {
  /// How far one member has come.
  record Reach(MemberKey key, Watermark delivered, Watermark read) {
    Reach max(Reach other) {
      return new Reach(key, delivered.max(other.delivered), read.max(other.read));
    }
  }

  private final Map<MemberKey, MemberChange> changes = new TreeMap<>();
  private final Map<MemberKey, Reach> reaches = new TreeMap<>();

  void joined(UUID conversationId, List<Member> members, long ver) {
    members.forEach(m -> change(conversationId, m.userId(), c -> c.joined(m, ver)));
  }

  /// Who gives the ownership away is an admin.
  void role(RoleChanged event) {
    change(event.conversationId(), event.userId(), c -> c.role(event.role(), event.ver()));
    var former = event.formerOwnerId();
    if (former != null) {
      change(event.conversationId(), former, c -> c.role(Role.ADMIN, event.ver()));
    }
  }

  void left(MemberRemoved event) {
    change(event.conversationId(), event.userId(), c -> c.left(event.leftSeq(), event.ver()));
    var successor = event.successorId();
    if (successor != null) {
      change(event.conversationId(), successor, c -> c.role(Role.OWNER, event.ver()));
    }
  }

  void settings(SettingsChanged event) {
    change(event.conversationId(), event.userId(), c -> c.settings(event));
  }

  void receipt(Receipt receipt) {
    MemberKey key = new MemberKey(receipt.conversationId(), receipt.userId());
    reach(
        new Reach(
            key,
            new Watermark(receipt.deliveredSeq(), receipt.deliveredAt()),
            new Watermark(receipt.readSeq(), receipt.readAt())));
  }

  /// Who reads, has it: `read` raises both.
  void read(UUID conversationId, String userId, long seq, Instant at) {
    Watermark mark = new Watermark(seq, at);
    reach(new Reach(new MemberKey(conversationId, userId), mark, mark));
  }

  Collection<MemberChange> memberships() {
    return changes.values().stream().filter(c -> c.joined() != null).toList();
  }

  /// What memberships do not carry: settings, and changes to those that began before this batch.
  Collection<MemberChange> patches() {
    return changes.values().stream()
        .filter(c -> c.joined() == null || c.settings() != null)
        .toList();
  }

  Collection<Reach> reaches() {
    return reaches.values();
  }

  private void change(UUID conversationId, String userId, UnaryOperator<MemberChange> step) {
    MemberKey key = new MemberKey(conversationId, userId);
    changes.put(key, step.apply(changes.getOrDefault(key, MemberChange.none(key))));
  }

  private void reach(Reach reach) {
    reaches.merge(reach.key(), reach, Reach::max);
  }
}
