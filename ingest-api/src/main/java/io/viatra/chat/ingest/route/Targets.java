package io.viatra.chat.ingest.route;

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
  private static final Duration OWN_SEND_MAX = Duration.ofMillis(500);

  private final TargetReader messages;
  private final RecentSends recents;
  private final ProgressWatcher progress;

  Targets(TargetReader messages, RecentSends recents, ProgressWatcher progress) {
    this.messages = messages;
    this.recents = recents;
    this.progress = progress;
  }

  /// The message of the path, deleted or not.
  ///
  /// @throws ApiError `NOT_FOUND` where there is none that the caller may see
  Target of(Request request, String userId) throws InterruptedException {
    return find(Replies.id(request), userId).orElseThrow(ApiError::notFound);
  }

  /// A message that went through this node a moment ago is waited for: who sends and takes back at
  /// once is right to.
  private Optional<Target> find(UUID messageId, String userId) throws InterruptedException {
    var found = messages.find(messageId, userId);
    var recent = recents.find(messageId);
    if (found.isPresent() || recent.isEmpty()) {
      return found;
    }
    progress.await(recent.get().token(), OWN_SEND_MAX);
    return messages.find(messageId, userId);
  }
}
