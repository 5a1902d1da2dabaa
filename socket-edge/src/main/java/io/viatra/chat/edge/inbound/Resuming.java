package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.resume.Resumes;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.schemas.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// `resume`. Acked when everything that was missed has been sent.
final class Resuming implements EventHandler {
  private final Resumes resumes;

  Resuming(Resumes resumes) {
    this.resumes = resumes;
  }

  @Override
  public void handle(Session session, Payload payload, Reply reply) {
    resumes.start(
        session,
        held(payload),
        new Resumes.Listener() {
          @Override
          public void done(Map<UUID, Long> held) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            held.forEach((id, ver) -> json.put(id.toString(), ver));
            reply.ok("conversations", json);
          }

          @Override
          public void failed() {
            reply.fail(ApiError.of(ErrorCode.INTERNAL));
          }
        });
  }

  /// What is no id names nothing, and is passed over as any other that names nothing.
  private static Map<UUID, Long> held(Payload payload) {
    if (!(payload.fields().object().get("conversations") instanceof ObjectNode given)) {
      throw ApiError.invalid("conversations must be an object");
    }
    if (given.size() > Resumes.CONVERSATIONS_MAX) {
      throw ApiError.of(
          ErrorCode.TOO_LARGE, "more conversations than one resume takes; send several");
    }
    Map<UUID, Long> held = new LinkedHashMap<>();
    given
        .properties()
        .forEach(each -> {
          long ver = ver(each.getValue());
          UUID id = Ids.parse(each.getKey());
          if (id != null) {
            held.put(id, ver);
          }
        });
    return held;
  }

  private static long ver(JsonNode given) {
    if (!given.isIntegralNumber()
        || !given.canConvertToLong()
        || given.longValue() < 0
        || given.longValue() > Check.SEQ_MAX) {
      throw ApiError.invalid("a ver must be a whole number");
    }
    return given.longValue();
  }
}
