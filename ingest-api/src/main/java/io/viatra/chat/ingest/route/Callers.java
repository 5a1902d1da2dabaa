package io.viatra.chat.ingest.route;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.runtime.token.Principal;
import io.viatra.chat.runtime.token.TokenRegister;
import io.viatra.chat.runtime.token.TokenResult;

/// Who calls: the subject of the bearer token, and nothing that the caller says elsewhere.
final class Callers {
  private final TokenRegister tokens;

  Callers(TokenRegister tokens) {
    this.tokens = tokens;
  }

  /// The token's holder.
  ///
  /// @throws ApiError `UNAUTHENTICATED`, in the same words whatever is wrong with the token
  Principal of(Request request) {
    var bearer = request.bearer();
    if (bearer == null) {
      throw ApiError.of(ErrorCode.UNAUTHENTICATED);
    }
    return switch (tokens.check(bearer)) {
      case TokenResult.Verified(var principal) -> principal;
      case TokenResult.Refused _ -> throw ApiError.of(ErrorCode.UNAUTHENTICATED);
    };
  }
}
