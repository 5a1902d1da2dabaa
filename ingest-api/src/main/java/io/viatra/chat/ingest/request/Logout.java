package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.Request;
import io.viatra.chat.schemas.Check;
import org.jspecify.annotations.Nullable;

/// A device is not to be woken any more; one of the two is there.
public record Logout(@Nullable String token, @Nullable String deviceId) {

  /// Reads `{token?, deviceId?}` from the body where there is one, else from the query: not every
  /// client can send a body with DELETE.
  public static Logout from(Request request) {
    String token = request.query("token");
    String deviceId = request.query("deviceId");
    if (request.hasBody()) {
      var fields = request.fields();
      token = fields.has("token") ? fields.text("token") : token;
      deviceId = fields.has("deviceId") ? fields.text("deviceId") : deviceId;
    }
    if (token == null && deviceId == null) {
      throw ApiError.invalid("token or deviceId is required");
    }
    return new Logout(
        Text.tokenOrNull(token, TokenDigest.TOKEN_MAX, "token"),
        Text.tokenOrNull(deviceId, Check.ID_MAX, "deviceId"));
  }

  /// A token is a credential: it is never printed.
  @Override
  public String toString() {
    return "Logout[]";
  }
}
