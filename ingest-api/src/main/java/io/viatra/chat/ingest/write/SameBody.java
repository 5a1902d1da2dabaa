package io.viatra.chat.ingest.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.wire.Message;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether two messages with the same id say the same.
final class SameBody {
  /// The order of keys says nothing in JSON.
  private static final ObjectWriter CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build().writer();

  /// jsonb keeps the value of a number and not its spelling: 1e2 comes back as 100.
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private SameBody() {}

  /// What is deleted or edited no longer has the body it was sent with, so it cannot contradict.
  static boolean holds(Message stored, NewMessage draft) {
    if (stored.isDeleted() || stored.editedAt() != null) {
      return true;
    }
    return draft.content().equals(stored.content())
        && draft.messageType() == stored.messageType()
        && Objects.equals(draft.replyToId(), stored.replyToId())
        && Objects.equals(draft.attachment(), stored.attachment())
        && sameJson(draft.metadata(), stored.metadata());
  }

  /// Of everything but the id; equal for equal bodies.
  static String digest(NewMessage draft) {
    try {
      var body =
          CANONICAL.writeValueAsBytes(
              new NewMessage(
                  draft.content(),
                  draft.messageType(),
                  null,
                  draft.replyToId(),
                  draft.attachment(),
                  draft.metadata()));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a body that was read can be written", e);
    }
  }

  private static boolean sameJson(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null) {
      return other == null;
    }
    return other != null && one.equals(BY_VALUE, other);
  }
}
