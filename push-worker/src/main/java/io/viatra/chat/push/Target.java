package io.viatra.chat.push;

import io.viatra.chat.schemas.push.PushRequest;
import java.util.UUID;

/// Where pushes of one conversation go. A token belongs to one device at a time, so this stands for
/// (token, conversation), and can be told from a result, which holds no token.
record Target(String userId, String deviceId, UUID conversationId) {
  static Target of(PushRequest request, String deviceId) {
    return new Target(request.userId(), deviceId, request.conversationId());
  }
}
