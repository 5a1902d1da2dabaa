package io.viatra.chat.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionRecord;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The root type of each topic's values, which generics forget.
final class Families {
  private Families() {}

  static Map<String, Class<?>> byTopic() {
    var families = new LinkedHashMap<String, Class<?>>();
    families.put(Topics.COMMANDS.name(), Command.class);
    families.put(Topics.EVENTS.name(), ChatEvent.class);
    families.put(Topics.RECEIPTS.name(), Receipt.class);
    families.put(Topics.DELIVERIES.name(), Delivery.class);
    families.put(Topics.CROWD.name(), CrowdRecord.class);
    families.put(Topics.SESSIONS.name(), SessionRecord.class);
    families.put(Topics.NODES.name(), NodeHeartbeat.class);
    families.put(Topics.MAILBOX.name(), MailboxRecord.class);
    families.put(Topics.DEVICES.name(), Device.class);
    families.put(Topics.UNREAD.name(), UnreadCount.class);
    families.put(Topics.PUSH_REQUESTS.name(), PushRequest.class);
    families.put(Topics.PUSH_RETRY.name(), PushRequest.class);
    families.put(Topics.PUSH_RESULTS.name(), PushResult.class);
    families.put(Topics.STATS.name(), HourlyStats.class);
    return families;
  }

  @SuppressWarnings("unchecked")
  static Codec<Object> codec(String topic) {
    return (Codec<Object>)
        Topics.all().stream()
            .filter(candidate -> candidate.name().equals(topic))
            .findFirst()
            .orElseThrow()
            .codec();
  }

  /// The record types of a family, each of which has its name in the wire.
  static List<Class<?>> records(Class<?> family) {
    if (family.isRecord()) {
      return List.of(family);
    }
    var found = new ArrayList<Class<?>>();
    for (var member : family.getPermittedSubclasses()) {
      found.addAll(records(member));
    }
    assertThat(found)
        .allSatisfy(type -> assertThat(type.getAnnotation(JsonTypeName.class)).isNotNull());
    return found;
  }
}
