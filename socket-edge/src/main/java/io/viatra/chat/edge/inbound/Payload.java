package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.socketio.Event;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.runtime.json.StrictJson;
import io.viatra.chat.schemas.Check;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one argument of an event, with readers for what chat events have in common.
record Payload(JsonFields fields) {
  /// @throws ApiError unless the event has exactly one argument, an object
  /// @throws io.viatra.chat.runtime.json.JsonProblem if it holds, wherever, what the log or
  ///   PostgreSQL could not: REST refuses the same
  static Payload of(Event event) {
    if (event.args().size() == 1 && event.arg(0) instanceof ObjectNode object) {
      StrictJson.check(object);
      return new Payload(new JsonFields(object));
    }
    throw ApiError.invalid("the event takes one object");
  }

  /// A malformed id is the id of nothing, so it answers as any other that does not exist.
  UUID conversationId() {
    return id(fields.text("conversationId"));
  }

  UUID messageId() {
    return id(fields.text("messageId"));
  }

  @Nullable UUID idOrNull(String field) {
    String text = fields.textOrNull(field);
    return text == null ? null : id(text);
  }

  /// People, each once.
  ///
  /// @throws ApiError if there are more than `max`, or one is no user id
  Set<String> userIds(int max) {
    Set<String> ids = new LinkedHashSet<>(fields.texts("userIds", max));
    if (!ids.stream().allMatch(Check::isUserId)) {
      throw ApiError.invalid("userIds holds what is no user id");
    }
    return ids;
  }

  /// Null if absent.
  ///
  /// @throws ApiError with `BAD_SEQ` for a whole number that can be no message's
  @Nullable Long seqOrNull(String field) {
    JsonNode node = fields.object().get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      throw ApiError.invalid(field + " must be a whole number");
    }
    if (node.longValue() < 0 || node.longValue() > Check.SEQ_MAX) {
      throw ApiError.of(ErrorCode.BAD_SEQ);
    }
    return node.longValue();
  }

  private static UUID id(String text) {
    UUID id = Ids.parse(text);
    if (id == null) {
      throw ApiError.notFound();
    }
    return id;
  }
}
