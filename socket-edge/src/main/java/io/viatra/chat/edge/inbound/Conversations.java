package io.viatra.chat.edge.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.viatra.chat.edge.session.MessageIndex;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import java.time.Duration;
import java.util.UUID;

/// Who is a member of what, before anything is published. The sequencer's own check stays the
/// authority; this one gives the client its answer at once.
public final class Conversations {
  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(1);
  private static final int NEGATIVE_MAX = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Reads reads;
  private final MessageIndex index;

  /// Answers of the read model that there is nothing, so that a client that insists costs one
  /// question a second.
  private final Cache<Membership, Boolean> absent =
      Caffeine.newBuilder().maximumSize(NEGATIVE_MAX).expireAfterWrite(NEGATIVE_TTL).build();

  private record Membership(String userId, UUID conversationId) {}

  public Conversations(Reads reads, MessageIndex index) {
    this.reads = reads;
    this.index = index;
  }

  /// What is known of a conversation of the session's user.
  ///
  /// @throws ApiError `NOT_FOUND` if it is not one of the user's, `UNAVAILABLE` if nobody can say
  Standing require(Session session, UUID conversationId) {
    Standing known = session.user().standings().of(conversationId);
    return known != null ? known : ask(session, conversationId);
  }

  /// The same, for a number beyond what is known here.
  ///
  /// @throws ApiError also `BAD_SEQ`, if it is beyond what the read model knows, too
  Standing requireUpTo(Session session, UUID conversationId, long seq) {
    Standing standing = require(session, conversationId);
    if (seq > standing.lastSeq()) {
      standing = ask(session, conversationId);
    }
    if (seq > standing.lastSeq()) {
      throw ApiError.of(ErrorCode.BAD_SEQ);
    }
    return standing;
  }

  /// @throws ApiError `NOT_FOUND` if the message is not one of that conversation
  void requireMessage(Session session, UUID conversationId, UUID messageId) {
    if (index.seq(messageId, conversationId) != null) {
      return;
    }
    var _ = message(session, conversationId, messageId);
  }

  /// The message itself, always from the read model.
  ///
  /// @throws ApiError `NOT_FOUND` if the message is not one of that conversation
  Reads.Message.Found message(Session session, UUID conversationId, UUID messageId) {
    return switch (reads.message(session, conversationId, messageId)) {
      case Reads.Message.Found found -> found;
      case Reads.Message.Absent() -> throw ApiError.notFound();
      case Reads.Message.Unreachable() -> throw ApiError.unavailable(RETRY);
    };
  }

  /// Whether the session's user may delete what others said there; asked anew each time.
  boolean moderates(Session session, UUID conversationId) {
    return switch (reads.conversation(session, conversationId)) {
      case Reads.Conversation.Found found -> found.moderates();
      case Reads.Conversation.Absent() -> throw ApiError.notFound();
      case Reads.Conversation.Unreachable() -> throw ApiError.unavailable(RETRY);
    };
  }

  private Standing ask(Session session, UUID conversationId) {
    var membership = new Membership(session.userId(), conversationId);
    if (absent.getIfPresent(membership) != null) {
      throw ApiError.notFound();
    }
    return switch (reads.conversation(session, conversationId)) {
      case Reads.Conversation.Found(long ver, long lastSeq, long readSeq, _) -> {
        var standing = session.user().standings().learned(conversationId, ver, lastSeq, readSeq);
        if (standing == null) {
          throw ApiError.notFound();
        }
        yield standing;
      }
      case Reads.Conversation.Absent() -> {
        absent.put(membership, true);
        throw ApiError.notFound();
      }
      case Reads.Conversation.Unreachable() -> throw ApiError.unavailable(RETRY);
    };
  }
}
