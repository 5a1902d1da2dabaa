package io.viatra.chat.push.fcm;

import com.google.firebase.IncomingHttpResponse;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.MessagingErrorCode;
import io.viatra.chat.push.sending.PushResult;
import java.time.Duration;
import java.time.Instant;

/// What a failed send means (<https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>).
/// Reasons are names of Google's enums: its texts, which may quote the request, are not looked at.
final class FcmVerdict {
  private FcmVerdict() {}

  /// FCM's own word first, as it tells a dead token from a wrong address; the status where there is
  /// none, as with answers of a proxy.
  static PushResult of(FirebaseMessagingException failure, Instant now) {
    MessagingErrorCode code = failure.getMessagingErrorCode();
    return switch (code) {
      case UNREGISTERED, SENDER_ID_MISMATCH -> new PushResult.Unregistered(code.name());
      case QUOTA_EXCEEDED, UNAVAILABLE, INTERNAL ->
          new PushResult.Retry(after(failure, now), code.name());
      case INVALID_ARGUMENT, THIRD_PARTY_AUTH_ERROR -> new PushResult.Rejected(code.name());
      case null -> byStatus(failure, now);
    };
  }

  private static PushResult byStatus(FirebaseMessagingException failure, Instant now) {
    IncomingHttpResponse response = failure.getHttpResponse();
    if (response == null) {
      return new PushResult.Retry(Duration.ZERO, "NO_ANSWER");
    }
    int status = response.getStatusCode();
    String reason = failure.getErrorCode().name();
    return status == 429 || status >= 500
        ? new PushResult.Retry(after(failure, now), reason)
        : new PushResult.Rejected(reason);
  }

  private static Duration after(FirebaseMessagingException failure, Instant now) {
    IncomingHttpResponse response = failure.getHttpResponse();
    return response == null ? Duration.ZERO : RetryAfter.of(response.getHeaders(), now);
  }
}
