package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandOutcome;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The fold of `chat.events.v1` and `chat.receipts.v1`, record by record. What nobody can read, and
/// what lies under a foreign key, is passed over, as every reader does.
final class Truth {
  private final Map<UUID, Told> conversations = new HashMap<>();

  /// User ids, each once: people are in many conversations.
  private final Map<String, String> users = new HashMap<>();

  private long messages;
  private long passedOver;

  void event(ConsumerRecord<byte[], byte[]> record) {
    if (Topics.EVENTS.codec().decode(record.value()) instanceof Decoded.Value<ChatEvent>(var event)
        && isUnder(event.conversationId().toString(), record)) {
      apply(event);
    } else {
      passedOver++;
    }
  }

  private void apply(ChatEvent event) {
    switch (event) {
      case ConversationEvent change -> {
        told(change.conversationId()).apply(change, this::once);
        messages += change instanceof MessageSent ? 1 : 0;
      }
      case SettingsChanged _, CommandOutcome _ -> {}
    }
  }

  void receipt(ConsumerRecord<byte[], byte[]> record) {
    if (Topics.RECEIPTS.codec().decode(record.value()) instanceof Decoded.Value<Receipt>(var marks)
        && isUnder(marks.key(), record)) {
      told(marks.conversationId()).apply(marks, this::once);
    } else {
      passedOver++;
    }
  }

  private static boolean isUnder(String key, ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && key.equals(new String(record.key(), StandardCharsets.UTF_8));
  }

  private Told told(UUID id) {
    return conversations.computeIfAbsent(id, _ -> new Told());
  }

  private String once(String userId) {
    var known = users.putIfAbsent(userId, userId);
    return known == null ? userId : known;
  }

  Map<UUID, Told> conversations() {
    return conversations;
  }

  /// Conversations that a creation has begun.
  long begun() {
    return conversations.values().stream().filter(told -> told.type() != null).count();
  }

  /// Present and former.
  long memberships() {
    return conversations.values().stream()
        .flatMap(told -> told.people().values().stream())
        .filter(Person::wasMember)
        .count();
  }

  long messages() {
    return messages;
  }

  /// Records that nobody can read.
  long passedOver() {
    return passedOver;
  }
}
