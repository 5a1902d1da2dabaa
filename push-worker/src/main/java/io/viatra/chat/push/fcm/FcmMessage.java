package io.viatra.chat.push.fcm;

import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import io.viatra.chat.push.sending.Push;
import io.viatra.chat.schemas.push.PushRequest;
import java.time.Duration;
import java.time.Instant;

/// What a push looks like: a fixed text, opaque ids, the badge. Nothing else of the message is
/// known here, so nothing else can be on a lock screen.
///
/// Pushes of one conversation replace each other on the device: by the tag on Android, by the
/// collapse id (36 of the 64 bytes allowed) on Apple's. The configurations of all platforms go
/// along, since FCM picks by the token.
final class FcmMessage {
  private static final String TEXT = "New message";

  private FcmMessage() {}

  /// @param now against which the time to live is counted; not after the request's expiry
  @SuppressWarnings("deprecation") // Registration tokens are what apps register; fids come later.
  static Message of(Push push, Instant now) {
    PushRequest request = push.request();
    String conversation = request.conversationId().toString();
    int badge = (int) Math.min(request.badge(), Integer.MAX_VALUE);
    return Message.builder()
        .setToken(push.device().token())
        .setNotification(Notification.builder().setTitle(TEXT).build())
        .putData("type", "message")
        .putData("conversationId", conversation)
        .putData("messageId", request.messageId().toString())
        .putData("seq", Long.toString(request.seq()))
        .putData("badge", Long.toString(request.badge()))
        .setAndroidConfig(android(request, conversation, badge, now))
        .setApnsConfig(apns(request, conversation, badge))
        .build();
  }

  /// High priority wakes a dozing phone; it is for what a person gets to see, and this is.
  private static AndroidConfig android(
      PushRequest request, String conversation, int badge, Instant now) {
    Duration left = Duration.between(now, request.expiresAt());
    return AndroidConfig.builder()
        .setPriority(AndroidConfig.Priority.HIGH)
        .setTtl(Math.max(0, left.toMillis()))
        .setNotification(
            AndroidNotification.builder().setTag(conversation).setNotificationCount(badge).build())
        .build();
  }

  private static ApnsConfig apns(PushRequest request, String conversation, int badge) {
    return ApnsConfig.builder()
        .putHeader("apns-collapse-id", conversation)
        .putHeader("apns-priority", "10")
        .putHeader("apns-expiration", Long.toString(request.expiresAt().getEpochSecond()))
        .setAps(Aps.builder().setBadge(badge).setThreadId(conversation).setSound("default").build())
        .build();
  }
}
