package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Membership;
import io.viatra.chat.ingest.read.MembershipReader;
import io.viatra.chat.ingest.read.MessageReader;
import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.read.UnreadReader;
import io.viatra.chat.ingest.request.ReadMark;
import io.viatra.chat.ingest.wire.Envelope.ReadState;
import io.viatra.chat.ingest.write.CommandLog;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.command.MarkRead;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;

/// What was read, and what was not.
final class ReadRoutes {
  private static final Duration RECEIPT_MAX = Duration.ofMillis(500);

  private final MembershipReader memberships;
  private final MessageReader messages;
  private final UnreadReader unread;
  private final CommandLog commands;
  private final ProgressWatcher progress;
  private final Patience patience;

  ReadRoutes(
      MembershipReader memberships,
      MessageReader messages,
      UnreadReader unread,
      CommandLog commands,
      ProgressWatcher progress,
      Patience patience) {
    this.memberships = memberships;
    this.messages = messages;
    this.unread = unread;
    this.commands = commands;
    this.progress = progress;
    this.patience = patience;
  }

  /// `GET /unread`
  Answer all(Request request, String userId) {
    return Replies.ok(unread.all(userId));
  }

  /// `POST /conversations/{id}/read`; lower than before is a success that changes nothing.
  Answer mark(Request request, String userId) throws InterruptedException {
    var conversationId = Replies.id(request);
    var mark = ReadMark.from(request.fields());
    var me = reaching(conversationId, userId, mark);
    var known = messages.seqs(me, mark.messageIds());
    var unknown = mark.messageIds().stream().filter(id -> !known.containsKey(id)).toList();
    var byId = known.isEmpty() ? 0 : Collections.max(known.values());
    var upTo = mark.upToSeq() == null ? byId : Math.max(byId, mark.upToSeq());
    if (upTo == 0 && unknown.isEmpty()) {
      return Replies.ok(state(me, 0));
    }
    var accepted =
        commands.accept(new MarkRead(conversationId, userId, upTo == 0 ? null : upTo, unknown));
    if (!unknown.isEmpty()) {
      // The sequencer may know them already; what it made of them is in its receipt.
      progress.await(accepted.token(), RECEIPT_MAX);
      me = memberships.find(conversationId, userId).orElse(me);
    }
    return Gate.written(Replies.ok(state(me, upTo)), accepted.token());
  }

  /// The membership, with the head at what was read. The socket is ahead of the read model, so a
  /// head that is too low is looked at again before it is believed.
  private Membership reaching(UUID conversationId, String userId, ReadMark mark)
      throws InterruptedException {
    var me = memberships.find(conversationId, userId).orElseThrow(ApiError::notFound);
    var upTo = mark.upToSeq();
    if (upTo == null || upTo <= me.lastSeq()) {
      return me;
    }
    return patience
        .find(() -> memberships.find(conversationId, userId).filter(now -> now.lastSeq() >= upTo))
        .orElseThrow(() -> ApiError.of(ErrorCode.BAD_SEQ));
  }

  /// Computed with the new watermark, so that nobody waits for the receipt to come round.
  private ReadState state(Membership me, long upTo) {
    var readSeq = Math.max(me.readSeq(), upTo);
    return new ReadState(readSeq, unread.above(me, readSeq));
  }
}
