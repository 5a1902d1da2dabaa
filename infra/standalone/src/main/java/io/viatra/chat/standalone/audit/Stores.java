package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterNumbers;
import io.viatra.chat.streams.sequencer.SequencerNumbers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The newest value of every key of the changelogs and of `chat.unread.v1`, for the conversations
/// of one pass. Rows stay bytes until they are compared.
final class Stores {
  /// Stands in the place of a count that cannot be read: equal to none.
  static final long UNREADABLE = -1;

  private final Map<UUID, Stored> conversations = new HashMap<>();
  private final Predicate<UUID> belongs;

  /// @param belongs whether a conversation is of this pass: the router's topics are placed by user,
  ///   so each of their partitions has rows of all conversations
  Stores(Predicate<UUID> belongs) {
    this.belongs = belongs;
  }

  void conversation(ConsumerRecord<byte[], byte[]> row) {
    var id = SequencerNumbers.conversationOf(row.key());
    if (id != null) {
      change(id, stored -> stored.conversation = row.value());
    }
  }

  void member(ConsumerRecord<byte[], byte[]> row) {
    var id = SequencerNumbers.conversationOf(row.key());
    if (id != null) {
      person(id, SequencerNumbers.userOf(row.key()), person -> person.member = row.value());
    }
  }

  void head(ConsumerRecord<byte[], byte[]> row) {
    var id = RouterNumbers.conversationOfHead(row.key());
    if (id == null || !belongs.test(id)) {
      return;
    }
    change(
        id,
        stored -> {
          if (row.value() == null) {
            stored.heads.remove(row.partition());
          } else {
            stored.heads.put(row.partition(), row.value());
          }
        });
  }

  void inbox(ConsumerRecord<byte[], byte[]> row) {
    var id = RouterNumbers.conversationOfInbox(row.key());
    if (id != null && belongs.test(id)) {
      person(id, RouterNumbers.userOfInbox(row.key()), person -> person.inbox = row.value());
    }
  }

  /// The key is `user|conversation`; neither holds a bar.
  void unread(ConsumerRecord<byte[], byte[]> count) {
    var key = count.key() == null ? "" : new String(count.key(), StandardCharsets.UTF_8);
    int bar = key.indexOf('|');
    var id = bar < 1 ? null : id(key.substring(bar + 1));
    if (id != null && belongs.test(id)) {
      person(id, key.substring(0, bar), person -> person.unread = count(count.value()));
    }
  }

  private static @Nullable Long count(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    return Topics.UNREAD.codec().decode(value) instanceof Decoded.Value<UnreadCount>(var read)
        ? read.count()
        : UNREADABLE;
  }

  private static @Nullable UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException foreign) {
      return null;
    }
  }

  private void change(UUID id, Consumer<Stored> step) {
    var stored = conversations.computeIfAbsent(id, _ -> new Stored());
    step.accept(stored);
    if (stored.isEmpty()) {
      conversations.remove(id);
    }
  }

  private void person(UUID id, String userId, Consumer<Stored.OfPerson> step) {
    change(
        id,
        stored -> {
          var person = stored.people.computeIfAbsent(userId, _ -> new Stored.OfPerson());
          step.accept(person);
          if (person.isEmpty()) {
            stored.people.remove(userId);
          }
        });
  }

  Map<UUID, Stored> conversations() {
    return conversations;
  }
}
