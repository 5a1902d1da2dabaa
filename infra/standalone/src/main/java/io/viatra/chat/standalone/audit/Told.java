package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One conversation as its events and receipts tell it, and the unread that follows.
///
/// It remembers of each message who sent it and whether it counts, four bytes and a bit, so unread
/// is counted one by one as promises define it, with nothing clever that could be wrong.
final class Told {
  /// Where the log contradicts itself; more are not told one by one.
  private static final int FAULTS_MAX = 10;

  /// A place in the log that does not follow from what was before.
  record Fault(String what, long expected, long found) {}

  private static final int[] NOBODY = {};

  private final Map<String, Person> people = new HashMap<>(4);
  private final List<Fault> faults = new ArrayList<>(0);
  private final BitSet uncounted = new BitSet(0);
  private int[] senders = NOBODY;
  private @Nullable ConversationType type;
  private long ver;
  private long lastSeq;

  /// An event that does not carry the next number is a fault; one with a number that was there
  /// before changes nothing else, as for every reader.
  ///
  /// @param intern gives one object for equal user ids
  void apply(ConversationEvent event, UnaryOperator<String> intern) {
    if (event.ver() != ver + 1) {
      fault("ver", ver + 1, event.ver());
    }
    if (event.ver() <= ver) {
      return;
    }
    ver = event.ver();
    switch (event) {
      case ConversationCreated created -> {
        type = created.conversationType();
        join(created.members(), intern);
      }
      case MembersAdded added -> join(added.members(), intern);
      case MemberRemoved removed -> remove(removed, intern);
      case RoleChanged changed -> change(changed, intern);
      case MessageSent sent -> send(sent, intern);
      case MessageDeleted deleted -> delete(deleted.target().seq());
      case MessageEdited _, ReactionChanged _, ConversationUpdated _ -> {}
    }
  }

  void apply(Receipt receipt, UnaryOperator<String> intern) {
    person(receipt.userId(), intern).raise(receipt.deliveredSeq(), receipt.readSeq());
  }

  private void join(List<Member> members, UnaryOperator<String> intern) {
    members.forEach(m -> person(m.userId(), intern).join(m.role(), m.joinedSeq()));
  }

  private void remove(MemberRemoved removed, UnaryOperator<String> intern) {
    person(removed.userId(), intern).leave(removed.leftSeq());
    if (removed.successorId() != null) {
      person(removed.successorId(), intern).become(Role.OWNER);
    }
  }

  private void change(RoleChanged changed, UnaryOperator<String> intern) {
    person(changed.userId(), intern).become(changed.role());
    if (changed.formerOwnerId() != null) {
      person(changed.formerOwnerId(), intern).become(Role.ADMIN);
    }
  }

  private void send(MessageSent sent, UnaryOperator<String> intern) {
    if (sent.seq() != lastSeq + 1) {
      fault("seq", lastSeq + 1, sent.seq());
      return;
    }
    int index = Math.toIntExact(lastSeq);
    if (index == senders.length) {
      senders = Arrays.copyOf(senders, Math.max(4, index + index / 2));
    }
    var sender = person(sent.senderId(), intern);
    senders[index] = sender.number;
    lastSeq = sent.seq();
    if (!sent.messageType().countable()) {
      uncounted.set(index);
    }
    if (sent.senderReadSeq() != null) {
      sender.raise(sent.senderReadSeq(), sent.senderReadSeq());
    }
  }

  private void delete(long seq) {
    if (seq > lastSeq) {
      fault("deleted seq", lastSeq, seq);
    } else {
      uncounted.set(Math.toIntExact(seq - 1));
    }
  }

  private Person person(String userId, UnaryOperator<String> intern) {
    var known = people.get(userId);
    if (known == null) {
      known = new Person(people.size());
      people.put(intern.apply(userId), known);
    }
    return known;
  }

  private void fault(String what, long expected, long found) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(new Fault(what, expected, found));
    }
  }

  /// Messages above what was read and above the joining, not one's own, not deleted, of a kind that
  /// counts; nothing for who is no member.
  long unread(Person person) {
    long count = 0;
    if (person.isMember()) {
      long from = Math.max(person.readSeq(), person.joinedSeq());
      for (long seq = from + 1; seq <= lastSeq; seq++) {
        int index = (int) (seq - 1);
        count += senders[index] == person.number || uncounted.get(index) ? 0 : 1;
      }
    }
    return count;
  }

  /// Null where nothing but receipts is known of it.
  @Nullable ConversationType type() {
    return type;
  }

  long ver() {
    return ver;
  }

  long lastSeq() {
    return lastSeq;
  }

  Map<String, Person> people() {
    return people;
  }

  int members() {
    return (int) people.values().stream().filter(Person::isMember).count();
  }

  List<Fault> faults() {
    return faults;
  }
}
