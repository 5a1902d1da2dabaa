package io.viatra.chat.runtime.http;

/// What answers one route, on a virtual thread; it may block.
@FunctionalInterface
public interface Handler {
  /// Answers a request.
  ///
  /// @throws ApiError to answer an error of the contract
  /// @throws io.viatra.chat.runtime.json.JsonProblem to answer 400 INVALID, or 413 for its size
  /// @throws Exception a bug or an outage: 500 INTERNAL, and the failure in the log
  Answer handle(Request request) throws Exception;
}
