package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.paging.Cursors;
import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Window;
import io.viatra.chat.ingest.wire.Envelope.Messages;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.ids.Ids;
import java.util.Optional;
import java.util.stream.Stream;

/// What was said, by pages.
final class HistoryRoute {
  private final MembershipReader memberships;
  private final MessageReader messages;
  private final Cursors cursors;

  HistoryRoute(MembershipReader memberships, MessageReader messages, Cursors cursors) {
    this.memberships = memberships;
    this.messages = messages;
    this.cursors = cursors;
  }

  /// `GET /conversations/{id}/messages?limit&before&after&around`
  Answer page(Request request, String userId) {
    var limit = Limit.of(request);
    if (Stream.of("before", "after", "around").filter(request.queryNames()::contains).count() > 1) {
      throw ApiError.invalid("before, after and around exclude each other");
    }
    var me = memberships.find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
    var window = window(request, me);
    var page = PageEnds.of(me, window, messages.page(me, window, limit));
    return Replies.ok(
        new Messages(
            page.messages(),
            page.hasOlder() ? cursor(me, page.oldest()) : null,
            page.hasNewer() ? cursor(me, page.newest()) : null));
  }

  private Window window(Request request, Membership me) {
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
      return Optional.ofNullable(Ids.parse(around))
          .flatMap(id -> messages.seq(me, id))
          .map(Window.Around::new)
          .orElseThrow(ApiError::notFound);
    }
    return new Window.Newest();
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
