package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.Answer;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.token.Principal;

/// One call that is about the caller's token itself.
@FunctionalInterface
interface CallerRoute {
  /// Answers, as [Route] does.
  Answer answer(Request request, Principal caller) throws Exception;
}
