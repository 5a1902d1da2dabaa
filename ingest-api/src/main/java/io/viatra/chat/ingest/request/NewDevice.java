package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.device.Platform;
import org.jspecify.annotations.Nullable;

/// A device can be woken by this token from now on.
public record NewDevice(String token, String deviceId, Platform platform) {

  /// Reads `{token, deviceId?, platform?}`. A client that names no device is one for each token.
  public static NewDevice from(JsonFields fields) {
    var token = Text.token(fields.text("token"), TokenDigest.TOKEN_MAX, "token");
    var deviceId = Text.tokenOrNull(fields.textOrNull("deviceId"), Check.ID_MAX, "deviceId");
    return new NewDevice(
        token,
        deviceId == null ? TokenDigest.deviceId(token) : deviceId,
        platform(fields.textOrNull("platform")));
  }

  private static Platform platform(@Nullable String text) {
    if (text == null) {
      return Platform.UNKNOWN;
    }
    return switch (text) {
      case "android" -> Platform.ANDROID;
      case "ios" -> Platform.IOS;
      case "web" -> Platform.WEB;
      case "unknown" -> Platform.UNKNOWN;
      default -> throw ApiError.invalid("platform is not known");
    };
  }

  /// A token is a credential: it is never printed.
  @Override
  public String toString() {
    return "NewDevice[" + platform + "]";
  }
}
