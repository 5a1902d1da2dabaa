package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ChangeReader;
import io.viatra.chat.ingest.read.ChangeReader.Stand;
import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Envelope.Changes;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.Check;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody missed of a conversation.
final class ChangesRoute {
  private final ChangeReader changes;
  private final ConversationReader conversations;
  private final Patience patience;

  ChangesRoute(ChangeReader changes, ConversationReader conversations, Patience patience) {
    this.changes = changes;
    this.conversations = conversations;
    this.patience = patience;
  }

  /// `GET /conversations/{id}/changes?since&upTo`
  Answer since(Request request, String userId) throws InterruptedException {
    var since = ver(request, "since");
    if (since == null) {
      throw ApiError.invalid("since is required");
    }
    var upTo = ver(request, "upTo");
    var id = Replies.id(request);
    var stand = changes.stand(id, userId).orElseThrow(ApiError::notFound);
    if (upTo != null && stand.ver() < upTo) {
      stand = later(id, userId, upTo).orElse(stand);
    }
    return Replies.ok(answer(since, stand, userId));
  }

  /// Whoever names where it must go to has heard of that over a socket, a moment ago.
  private Optional<Stand> later(UUID id, String userId, long upTo) throws InterruptedException {
    return patience.find(() -> changes.stand(id, userId).filter(stand -> stand.ver() >= upTo));
  }

  private Changes answer(long since, Stand stand, String userId) {
    if (stand.ver() <= since) {
      // Who is ahead of the read model has missed nothing that it knows of.
      return new Changes(stand.ver(), true, stand.frameVer(), null, List.of(), List.of());
    }
    return changes
        .above(since, stand)
        .map(found ->
            new Changes(
                stand.ver(),
                true,
                stand.frameVer(),
                stand.frameVer() > since ? conversation(stand, userId) : null,
                found.created(),
                found.updated()))
        .orElseGet(
            () -> new Changes(stand.ver(), false, stand.frameVer(), null, List.of(), List.of()));
  }

  /// The caller may have been removed a moment ago.
  private Conversation conversation(Stand stand, String userId) {
    return conversations.find(stand.me().conversationId(), userId).orElseThrow(ApiError::notFound);
  }

  private static @Nullable Long ver(Request request, String name) {
    var text = request.query(name);
    if (text == null) {
      return null;
    }
    if (!text.isEmpty()
        && text.length() <= 16
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long value = Long.parseLong(text);
      if (value <= Check.SEQ_MAX) {
        return value;
      }
    }
    throw ApiError.invalid(name + " is no version");
  }
}
