package io.viatra.chat.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.NumberedDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.stats.UserSketch;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Makes one full instance of any record of the schemas, every optional component present.
final class Sample {
  private static final UUID SOME_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final Instant SOME_TIME = Instant.parse("2026-11-22T10:00:00.120Z");

  private Sample() {}

  static <T> T of(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getName(), components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private static Object value(String name, Type generic) {
    if (generic instanceof ParameterizedType list) {
      var element = list.getActualTypeArguments()[0];
      // The actor is not among the other participants.
      return List.of(value(name.equals("participantIds") ? "other" : name, element));
    }
    var type = (Class<?>) generic;
    if (type == String.class) {
      return text(name);
    }
    if (type == UUID.class) {
      return SOME_ID;
    }
    if (type == Instant.class) {
      return SOME_TIME;
    }
    if (type == long.class || type == Long.class) {
      // A read watermark may not be beyond the delivered one: all are equal.
      return 7L;
    }
    if (type == int.class) {
      return 3;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == JsonNode.class) {
      return JsonNodeFactory.instance.objectNode().put("ward", "3b");
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return nested(type);
  }

  private static Object nested(Class<?> type) {
    if (type == MessageBody.class) {
      return new MessageBody.Plain("good morning");
    }
    if (type == Attachment.class) {
      return new Attachment("https://files.example/scan.pdf", "scan.pdf", 120, "application/pdf");
    }
    if (type == Delivery.class) {
      return of(RejectionDelivery.class);
    }
    if (type == NumberedDelivery.class) {
      return of(MessageDelivery.class);
    }
    return of(type);
  }

  private static String text(String name) {
    return switch (name) {
      case "other" -> "ben";
      case "command" -> "message.send";
      case "writers" -> sketch();
      case "emoji" -> "\uD83D\uDC4D";
      case "avatarUrl" -> "https://files.example/a.png";
      default -> name.toLowerCase(java.util.Locale.ROOT).contains("name") ? "Ward round" : "ana";
    };
  }

  private static String sketch() {
    var sketch = new UserSketch();
    sketch.add("ana");
    return sketch.text();
  }
}
