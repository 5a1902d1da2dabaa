package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be known from the deliveries of one partition up to some record, counted message by
/// message: what the router must know too, once it has read them.
final class Knowledge {
  private final Map<UUID, Known> conversations = new HashMap<>();
  private final Map<String, Map<UUID, Standing>> people = new HashMap<>();

  private static final class Known {
    long ver;
    long lastSeq;
    final Map<Long, String> senders = new HashMap<>();
    final Set<Long> deleted = new HashSet<>();

    void at(long newVer) {
      ver = Math.max(ver, newVer);
    }
  }

  private static final class Standing {
    long ver;
    boolean member;
    long joined;
    long delivered;
    long read;
    long mutedUntil;
    long revision;
  }

  void learn(Delivery delivery) {
    switch (delivery) {
      case MessageDelivery(var sent, _) -> {
        var known = known(sent.conversationId());
        known.at(sent.ver());
        known.lastSeq = Math.max(known.lastSeq, sent.seq());
        known.senders.put(sent.seq(), sent.senderId());
        var read = sent.senderReadSeq();
        if (read != null) {
          rise(of(sent.senderId(), sent.conversationId()), read, read);
        }
      }
      case MessageChangeDelivery(var state, _) -> known(state.conversationId()).at(state.ver());
      case TombstoneDelivery(var gone, _, _) -> {
        known(gone.conversationId()).at(gone.ver());
        known(gone.conversationId()).deleted.add(gone.target().seq());
      }
      case ConversationDelivery frame -> learn(frame);
      case SettingsDelivery(var changed, _) -> {
        var one = of(changed.userId(), changed.conversationId());
        if (one.member && changed.ver() >= one.ver && changed.revision() > one.revision) {
          var until = changed.mutedUntil();
          one.revision = changed.revision();
          one.mutedUntil = until == null ? 0 : until.toEpochMilli();
        }
      }
      case RemovalDelivery removal -> {
        known(removal.conversationId()).at(removal.ver());
        removal.recipients().forEach(user -> leave(of(user, removal.conversationId()), removal));
      }
      case ReceiptDelivery receipt -> {
        var one = of(receipt.receipt().userId(), receipt.receipt().conversationId());
        rise(one, receipt.receipt().deliveredSeq(), receipt.receipt().readSeq());
      }
      case HeadDelivery head -> {
        var known = known(head.conversationId());
        known.at(head.ver());
        known.lastSeq = Math.max(known.lastSeq, head.lastSeq());
        if (head.author() != null) {
          known.senders.put(head.lastSeq(), head.author());
        }
        if (head.uncounted() != null) {
          known.deleted.add(head.uncounted());
        }
      }
      case RejectionDelivery _ -> {}
    }
  }

  private void learn(ConversationDelivery delivery) {
    var frame = delivery.conversation();
    var known = known(frame.conversationId());
    known.at(frame.ver());
    known.lastSeq = Math.max(known.lastSeq, frame.lastSeq());
    for (var member : frame.members()) {
      var one = of(member.userId(), frame.conversationId());
      if (delivery.recipients().contains(member.userId())) {
        if (!one.member && frame.ver() > one.ver) {
          join(one, frame.ver(), member);
        } else if (one.member) {
          rise(one, member.deliveredSeq(), member.readSeq());
        }
      }
    }
  }

  private static void join(Standing one, long ver, MemberState member) {
    one.member = true;
    one.ver = ver;
    one.joined = member.joinedSeq();
    one.delivered = member.deliveredSeq();
    one.read = member.readSeq();
    one.mutedUntil = 0;
    one.revision = 0;
  }

  private static void leave(Standing one, RemovalDelivery removal) {
    if (removal.ver() > one.ver) {
      one.member = false;
      one.ver = removal.ver();
      one.mutedUntil = 0;
    }
  }

  private static void rise(Standing one, long delivered, long read) {
    if (one.member) {
      one.read = Math.max(one.read, read);
      one.delivered = Math.max(one.delivered, Math.max(delivered, read));
    }
  }

  private Known known(UUID id) {
    return conversations.computeIfAbsent(id, _ -> new Known());
  }

  private Standing of(String user, UUID id) {
    return people
        .computeIfAbsent(user, _ -> new TreeMap<>())
        .computeIfAbsent(id, _ -> new Standing());
  }

  Set<String> people() {
    return people.keySet();
  }

  Set<UUID> conversations(String user) {
    return people.getOrDefault(user, Map.of()).keySet();
  }

  /// Null for who is no member.
  @Nullable ConversationState standing(String user, UUID id) {
    var one = of(user, id);
    var known = known(id);
    if (!one.member) {
      return null;
    }
    long unread = 0;
    for (long seq = Math.max(one.joined, one.read) + 1; seq <= known.lastSeq; seq++) {
      boolean own = user.equals(known.senders.get(seq));
      unread += own || known.deleted.contains(seq) ? 0 : 1;
    }
    return new ConversationState(
        id, known.ver, known.lastSeq, one.read, unread, one.joined, one.ver);
  }

  /// Ms; 0 for not muted.
  long mutedUntil(String user, UUID id) {
    return of(user, id).mutedUntil;
  }

  /// All that is unread and not muted.
  long total(String user, long now) {
    long total = 0;
    for (var id : conversations(user)) {
      var standing = standing(user, id);
      total += standing == null || of(user, id).mutedUntil > now ? 0 : standing.unread();
    }
    return total;
  }

  /// Why nobody is to be woken for a message; null if somebody may be.
  ///
  /// @param abreast whether the router knows no more than this; else only what is final counts
  @Nullable String settled(String user, UUID id, long seq, boolean abreast, long now) {
    var one = of(user, id);
    var known = known(id);
    if (user.equals(known.senders.get(seq))) {
      return "of one's own";
    }
    if (abreast && (!one.member || seq <= one.joined)) {
      return "for who is no member";
    }
    if (seq <= one.delivered) {
      return "delivered";
    }
    if (known.deleted.contains(seq)) {
      return "deleted";
    }
    return abreast && one.mutedUntil > now ? "muted" : null;
  }
}
