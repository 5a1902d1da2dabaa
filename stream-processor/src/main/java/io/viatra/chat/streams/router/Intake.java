package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads what the topics hold and lets nothing through that the rules could trip over: the records'
/// own bounds, and beyond them that the key belongs to the value, that a slot exists and that
/// recipients are user ids.
final class Intake {
  private Intake() {}

  /// Never throws.
  static Decoded<Delivery> delivery(byte @Nullable [] key, byte @Nullable [] value) {
    return read(
        Topics.DELIVERIES,
        key,
        value,
        Intake::conversation,
        d -> people(d).stream().allMatch(Check::isUserId) && isStorable(d));
  }

  /// Never throws.
  static Decoded<SessionRecord> session(byte @Nullable [] key, byte @Nullable [] value) {
    return read(Topics.SESSIONS, key, value, SessionRecord::userId, Intake::isSane);
  }

  /// Never throws. A tombstone is for the caller to see.
  static Decoded<NodeHeartbeat> heartbeat(byte @Nullable [] key, byte @Nullable [] value) {
    return read(
        Topics.NODES,
        key,
        value,
        NodeHeartbeat::node,
        beat -> isSlot(beat.slot()) && beat.epoch() >= 0);
  }

  private interface KeyOf<T> {
    String of(T value);
  }

  private static <T> Decoded<T> read(
      Topic<T> topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      KeyOf<T> keyOf,
      Predicate<T> sane) {
    if (key == null) {
      return new Decoded.Malformed<>("no-key");
    }
    var decoded = topic.codec().decode(value);
    if (decoded instanceof Decoded.Value<T>(var known)) {
      if (!Arrays.equals(key, keyOf.of(known).getBytes(StandardCharsets.UTF_8))) {
        return new Decoded.Malformed<>("foreign-key");
      }
      if (!sane.test(known)) {
        return new Decoded.Malformed<>("out-of-bounds");
      }
    }
    return decoded;
  }

  private static boolean isSane(SessionRecord record) {
    boolean device =
        !(record instanceof SessionOpened opened)
            || opened.deviceId() == null
            || opened.deviceId().length() <= Check.ID_MAX;
    return device
        && isSlot(record.slot())
        && record.epoch() >= 0
        && !record.node().isEmpty()
        && record.node().length() <= Check.ID_MAX;
  }

  /// The sink would fail on any other, and take the whole partition with it.
  private static boolean isSlot(int slot) {
    return slot >= 0 && slot < Topics.SLOTS;
  }

  /// A mute is stored in milliseconds from 1970 on.
  private static boolean isStorable(Delivery delivery) {
    var until = delivery instanceof SettingsDelivery mute ? mute.changed().mutedUntil() : null;
    return until == null || !until.isBefore(Instant.EPOCH);
  }

  private static String conversation(Delivery delivery) {
    var id =
        switch (delivery) {
          case MessageDelivery message -> message.message().conversationId();
          case MessageChangeDelivery change -> change.message().conversationId();
          case TombstoneDelivery tombstone -> tombstone.deleted().conversationId();
          case ConversationDelivery frame -> frame.conversation().conversationId();
          case SettingsDelivery settings -> settings.changed().conversationId();
          case RemovalDelivery removal -> removal.conversationId();
          case HeadDelivery head -> head.conversationId();
          case ReceiptDelivery receipt -> receipt.receipt().conversationId();
          case RejectionDelivery rejection -> rejection.rejection().conversationId();
        };
    return id.toString();
  }

  private static List<String> people(Delivery delivery) {
    return switch (delivery) {
      case MessageDelivery message -> message.recipients();
      case MessageChangeDelivery change -> change.recipients();
      case TombstoneDelivery tombstone -> tombstone.recipients();
      case ConversationDelivery frame -> frame.recipients();
      case SettingsDelivery settings -> List.of(settings.changed().userId());
      case RemovalDelivery removal -> removal.recipients();
      case HeadDelivery head -> head.author() == null ? List.of() : List.of(head.author());
      case ReceiptDelivery receipt ->
          receipt.audience().stream().map(ReceiptAudience::userId).toList();
      case RejectionDelivery rejection -> List.of(rejection.rejection().actorId());
    };
  }
}
