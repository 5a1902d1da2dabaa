package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.Request;

/// One call, its caller known.
@FunctionalInterface
interface Route {
  /// Answers.
  ///
  /// @param userId the token's `sub`
  /// @throws Exception as a handler may; also `Unavailable` where the read model does not answer
  Answer answer(Request request, String userId) throws Exception;
}
