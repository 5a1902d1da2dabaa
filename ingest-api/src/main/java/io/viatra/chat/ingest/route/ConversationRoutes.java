package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.paging.Cursors;
import io.viatra.chat.ingest.read.ConversationReader;
import io.viatra.chat.ingest.read.ConversationReader.Listed;
import io.viatra.chat.ingest.read.ListFilter;
import io.viatra.chat.ingest.read.ListPosition;
import io.viatra.chat.ingest.wire.Envelope.Conversations;
import io.viatra.chat.ingest.wire.Envelope.OneConversation;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import org.jspecify.annotations.Nullable;

/// The list of one's conversations, and one of them.
final class ConversationRoutes {
  private static final int Q_MAX = 128;

  private final ConversationReader conversations;
  private final Cursors cursors;

  ConversationRoutes(ConversationReader conversations, Cursors cursors) {
    this.conversations = conversations;
    this.cursors = cursors;
  }

  /// `GET /conversations?limit&cursor&q&archived`
  Answer list(Request request, String userId) {
    var filter = new ListFilter(archived(request.query("archived")), q(request.query("q")));
    var limit = Limit.of(request);
    // One more than is shown tells whether another page follows.
    var found = conversations.page(userId, filter, position(request, userId, filter), limit + 1);
    var shown = found.stream().limit(limit).toList();
    var next =
        found.size() > limit ? cursors.list(userId, filter, shown.getLast().position()) : null;
    return Replies.ok(new Conversations(shown.stream().map(Listed::conversation).toList(), next));
  }

  /// `GET /conversations/{id}`
  Answer one(Request request, String userId) {
    return conversations
        .find(Replies.id(request), userId)
        .map(found -> Replies.ok(new OneConversation(found)))
        .orElseThrow(ApiError::notFound);
  }

  private @Nullable ListPosition position(Request request, String userId, ListFilter filter) {
    var cursor = request.query("cursor");
    return cursor == null
        ? null
        : cursors
            .list(cursor, userId, filter)
            .orElseThrow(() -> ApiError.invalid("cursor is not of this list"));
  }

  private static boolean archived(@Nullable String text) {
    if (text == null) {
      return false;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiError.invalid("archived is neither true nor false");
    };
  }

  /// An empty search is none: clients send it while somebody clears the field.
  private static @Nullable String q(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > Q_MAX) {
      throw ApiError.invalid("q is too long");
    }
    return text.strip();
  }
}
