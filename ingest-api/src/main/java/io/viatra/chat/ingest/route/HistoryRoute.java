package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.paging.Cursors;
import io.viatra.chat.ingest.read.HistoryReader;
import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.read.Window;
import io.viatra.chat.ingest.wire.Envelope.Messages;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.ids.Ids;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was said, by pages.
final class HistoryRoute {
  private final HistoryReader history;
  private final MessageReader messages;
  private final Cursors cursors;
  private final Patience patience;

  HistoryRoute(HistoryReader history, MessageReader messages, Cursors cursors, Patience patience) {
    this.history = history;
    this.messages = messages;
    this.cursors = cursors;
    this.patience = patience;
  }

  /// `GET /conversations/{id}/messages?limit&before&after&around`
  Answer page(Request request, String userId) throws InterruptedException {
    var limit = Limit.of(request);
    if (Stream.of("before", "after", "around").filter(request.queryNames()::contains).count() > 1) {
      throw ApiError.invalid("before, after and around exclude each other");
    }
    var standing = history.standing(Replies.id(request), userId).orElseThrow(ApiError::notFound);
    var me = standing.me();
    var window = window(request, me);
    var page = PageEnds.of(me, window, history.page(standing, window, limit));
    return Replies.ok(
        new Messages(
            page.messages(),
            page.hasOlder() ? cursor(me, page.oldest()) : null,
            page.hasNewer() ? cursor(me, page.newest()) : null));
  }

  private Window window(Request request, Membership me) throws InterruptedException {
    var before = request.query("before");
    var after = request.query("after");
    var around = request.query("around");
    if (before != null) {
      return new Window.Before(seq(before, me));
    }
    if (after != null) {
      return new Window.After(seq(after, me));
    }
    if (around != null) {
      return around(me, Ids.parse(around));
    }
    return new Window.Newest();
  }

  /// The socket may have shown it a moment before the read model has it.
  private Window around(Membership me, @Nullable UUID messageId) throws InterruptedException {
    if (messageId == null) {
      throw ApiError.notFound();
    }
    return patience
        .find(() -> messages.seq(me, messageId))
        .map(Window.Around::new)
        .orElseThrow(ApiError::notFound);
  }

  private long seq(String cursor, Membership me) {
    return cursors
        .history(cursor, me.userId(), me.conversationId())
        .orElseThrow(() -> ApiError.invalid("the cursor is not of this history"));
  }

  private String cursor(Membership me, long seq) {
    return cursors.history(me.userId(), me.conversationId(), seq);
  }
}
