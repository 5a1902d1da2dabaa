package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.session.Session;

/// Acts on one kind of event.
@FunctionalInterface
interface EventHandler {
  /// Answers through the reply, now or later, exactly once, unless it throws. May block.
  ///
  /// @throws io.viatra.chat.runtime.http.ApiError to refuse
  /// @throws io.viatra.chat.runtime.json.JsonProblem for a field that is not what it should be
  void handle(Session session, Payload payload, Reply reply);
}
