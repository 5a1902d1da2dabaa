package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `mark_delivered` and `mark_read`. Ids of messages that went through this node become numbers
/// here; the others travel in the command, and the sequencer knows them or passes over them.
final class Marking implements EventHandler {
  private final Mark.Kind kind;
  private final Conversations conversations;
  private final MessageIndex index;
  private final ReceiptWindow window;

  Marking(Mark.Kind kind, Conversations conversations, MessageIndex index, ReceiptWindow window) {
    this.kind = kind;
    this.conversations = conversations;
    this.index = index;
    this.window = window;
  }

  @Override
  public void handle(Session session, Payload payload, Reply reply) {
    UUID conversationId = payload.conversationId();
    Long given = payload.seqOrNull("upToSeq");
    List<String> ids = ids(payload.fields());
    if (given == null && ids == null) {
      throw ApiError.invalid("messageIds or upToSeq is required");
    }
    Standing standing =
        conversations.requireUpTo(session, conversationId, given == null ? 0 : given);
    long upToSeq = given == null ? 0 : given;
    List<UUID> unresolved = new ArrayList<>();
    for (String text : ids == null ? List.<String>of() : ids) {
      UUID id = Ids.parse(text);
      Long seq = id == null ? null : index.seq(id, conversationId);
      if (seq != null) {
        upToSeq = Math.max(upToSeq, seq);
      } else if (id != null && !unresolved.contains(id)) {
        unresolved.add(id);
      }
    }
    // Read implies delivered, and what is read already cannot be read again.
    if (upToSeq <= standing.readSeq() && unresolved.isEmpty()) {
      reply.ok();
      return;
    }
    window.add(new Mark(kind, session.userId(), conversationId), upToSeq, unresolved, reply);
  }

  private static @Nullable List<String> ids(JsonFields fields) {
    JsonNode given = fields.object().get("messageIds");
    if (given != null && given.size() > Command.RECEIPT_IDS_MAX) {
      throw ApiError.of(ErrorCode.TOO_LARGE, "messageIds names too many; use upToSeq");
    }
    return fields.textsOrNull("messageIds", Command.RECEIPT_IDS_MAX);
  }
}
