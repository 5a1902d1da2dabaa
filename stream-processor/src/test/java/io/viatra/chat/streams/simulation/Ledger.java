package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a reader of committed events and receipts sees: numbers without holes, one outcome for each
/// command, watermarks that only rise, and an unread count from nothing else.
final class Ledger {
  private final Map<UUID, Book> books = new HashMap<>();
  private final Map<Integer, Long> lastCommand = new HashMap<>();
  private final Set<CommandPosition> settled = new HashSet<>();

  private static final class Book {
    long ver;
    final List<String> senders = new ArrayList<>();
    final Set<Long> deleted = new HashSet<>();
    final Map<String, Long> joined = new HashMap<>();
    final Map<String, Receipt> receipts = new HashMap<>();
  }

  /// All that one command led to.
  void add(CommandPosition of, List<Output> outputs) {
    int events = 0;
    int receipts = 0;
    for (var output : outputs) {
      Broken.unless(of.equals(output.position()), "outcome", "%s says %s", of, output.position());
      if (output.isOf(Topics.EVENTS)) {
        events++;
        if (output.decoded(Topics.EVENTS) instanceof ConversationEvent event) {
          add(event);
        }
      } else if (output.isOf(Topics.RECEIPTS)) {
        receipts++;
        add(output.decoded(Topics.RECEIPTS));
      }
    }
    long before = lastCommand.merge(of.partition(), of.offset(), Math::max);
    Broken.unless(before == of.offset(), "outcome", "%s after %d", of, before);
    if (events + receipts > 0) {
      Broken.unless(events <= 1 || receipts > 0, "outcome", "%s has %d events", of, events);
      Broken.unless(settled.add(of), "outcome", "%s has two", of);
    }
  }

  private void add(ConversationEvent event) {
    var book = books.computeIfAbsent(event.conversationId(), _ -> new Book());
    Broken.unless(event.ver() == book.ver + 1, "order", "ver %d after %d", event.ver(), book.ver);
    book.ver = event.ver();
    if (event instanceof ConversationCreated created) {
      created.members().forEach(member -> book.joined.put(member.userId(), member.joinedSeq()));
    } else if (event instanceof MembersAdded added) {
      added.members().forEach(member -> book.joined.put(member.userId(), member.joinedSeq()));
    } else if (event instanceof MemberRemoved removed) {
      book.joined.remove(removed.userId());
    } else if (event instanceof MessageDeleted gone) {
      book.deleted.add(gone.target().seq());
    } else if (event instanceof MessageSent sent) {
      book.senders.add(sent.senderId());
      Broken.unless(
          sent.seq() == book.senders.size(),
          "order",
          "seq %d as the %d.",
          sent.seq(),
          book.senders.size());
    }
  }

  private void add(Receipt receipt) {
    var book = books.computeIfAbsent(receipt.conversationId(), _ -> new Book());
    var before = book.receipts.put(receipt.userId(), receipt);
    long delivered = before == null ? 0 : before.deliveredSeq();
    long read = before == null ? 0 : before.readSeq();
    boolean rises = receipt.deliveredSeq() >= delivered && receipt.readSeq() >= read;
    Broken.unless(rises, "receipts", "%s after %s", receipt, before);
    boolean below =
        receipt.readSeq() <= receipt.deliveredSeq()
            && receipt.deliveredSeq() <= book.senders.size();
    Broken.unless(below, "receipts", "%s with %d messages", receipt, book.senders.size());
  }

  boolean settled(CommandPosition command) {
    return settled.contains(command);
  }

  long ver(UUID id) {
    var book = books.get(id);
    return book == null ? 0 : book.ver;
  }

  /// Counted anew.
  long unread(String user, UUID id) {
    var book = books.get(id);
    if (book == null || !book.joined.containsKey(user)) {
      return 0;
    }
    var receipt = book.receipts.get(user);
    long read = receipt == null ? 0 : receipt.readSeq();
    long count = 0;
    for (int i = 0; i < book.senders.size(); i++) {
      long seq = i + 1L;
      boolean open = seq > read && seq > book.joined.getOrDefault(user, 0L);
      count += open && !book.senders.get(i).equals(user) && !book.deleted.contains(seq) ? 1 : 0;
    }
    return count;
  }
}
