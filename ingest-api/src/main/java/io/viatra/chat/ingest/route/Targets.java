package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.Patience;
import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.read.Target;
import io.viatra.chat.ingest.read.TargetReader;
import io.viatra.chat.ingest.write.RecentSends;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Which message a path names.
final class Targets {
  /// As long as an answer waits for what it changed.
  private static final Duration OWN_SEND_MAX = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final TargetReader messages;
  private final RecentSends recents;
  private final ProgressWatcher progress;
  private final Patience patience;

  Targets(TargetReader messages, RecentSends recents, ProgressWatcher progress, Patience patience) {
    this.messages = messages;
    this.recents = recents;
    this.progress = progress;
    this.patience = patience;
  }

  /// The message of the path, deleted or not.
  ///
  /// @throws ApiError `NOT_FOUND` where there is none that the caller may see, `UNAVAILABLE` where
  ///   there is one of the caller's own that the read model does not have yet
  Target of(Request request, String userId) throws InterruptedException {
    return find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
  }

  /// As [#of], from the first look: what only reads may be asked again, and costs one question.
  Target now(Request request, String userId) {
    return messages.find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
  }

  /// What the caller sent through this node a moment ago is waited for: who sends and takes back at
  /// once is right to, and must not be told that there is nothing. For what others sent there is
  /// some patience, since the sockets are ahead of the read model.
  private Optional<Target> find(UUID messageId, String userId) throws InterruptedException {
    var found = messages.find(messageId, userId);
    if (found.isPresent()) {
      return found;
    }
    var own = recents.find(messageId, userId);
    if (own.isEmpty()) {
      return patience.find(() -> messages.find(messageId, userId));
    }
    if (!progress.await(own.get().token(), OWN_SEND_MAX)) {
      throw ApiError.unavailable(RETRY_AFTER);
    }
    return messages.find(messageId, userId);
  }
}
