package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.read.ProgressWatcher;
import io.viatra.chat.ingest.read.Unavailable;
import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Handler;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.codec.ConsistencyToken;
import java.time.Duration;

/// What stands before every route: who calls, and whether the read model has what the caller wrote.
final class Gate {
  /// What a write answers and a read accepts.
  static final String TOKEN = "X-Chat-Token";

  /// `true` on an answer that may lack the caller's own write.
  static final String STALE = "X-Chat-Stale";

  private static final Duration TOKEN_MAX = Duration.ofMillis(500);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Callers callers;
  private final ProgressWatcher progress;

  Gate(Callers callers, ProgressWatcher progress) {
    this.callers = callers;
    this.progress = progress;
  }

  /// The route behind this gate.
  Handler guard(Route route) {
    return guardCaller((request, caller) -> route.answer(request, caller.userId()));
  }

  /// The same for a route about the caller's token.
  Handler guardCaller(CallerRoute route) {
    return request -> {
      var caller = callers.of(request);
      var stale = isStale(request);
      try {
        var answer = route.answer(request, caller);
        return stale ? answer.header(STALE, "true") : answer;
      } catch (Unavailable e) {
        throw ApiError.unavailable(RETRY_AFTER);
      }
    };
  }

  /// Adds what the caller hands back to read this write.
  static Answer written(Answer answer, ConsistencyToken token) {
    return answer.header(TOKEN, token.text());
  }

  private boolean isStale(Request request) throws InterruptedException {
    var text = request.header(TOKEN);
    if (text == null) {
      return false;
    }
    var token =
        ConsistencyToken.parse(text)
            .orElseThrow(() -> ApiError.invalid(TOKEN + " is not a token of ours"));
    return !progress.await(token, TOKEN_MAX);
  }
}
