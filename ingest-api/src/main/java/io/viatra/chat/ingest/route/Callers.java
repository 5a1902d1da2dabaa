package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.token.TokenResult;
import io.viatra.chat.runtime.token.TokenVerifier;

/// Who calls: the subject of the bearer token, and nothing that the caller says elsewhere.
final class Callers {
  private final TokenVerifier tokens;

  Callers(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  /// The user.
  ///
  /// @throws ApiError `UNAUTHENTICATED`, in the same words whatever is wrong with the token
  String userId(Request request) {
    var bearer = request.bearer();
    if (bearer == null) {
      throw ApiError.of(ErrorCode.UNAUTHENTICATED);
    }
    return switch (tokens.verify(bearer)) {
      case TokenResult.Verified(var principal) -> principal.userId();
      case TokenResult.Refused _ -> throw ApiError.of(ErrorCode.UNAUTHENTICATED);
    };
  }
}
