package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.session.SessionOpened;
import org.jspecify.annotations.Nullable;

/// One open socket, as its edge node announced it.
///
/// @param sid unique for ever
/// @param slot the mailbox partition of its node
/// @param epoch when its node started, ms; [Nodes] decides by it whether the socket can still live
record Session(String sid, @Nullable String deviceId, String node, int slot, long epoch) {
  static Session of(SessionOpened opened) {
    return new Session(
        opened.sid(), opened.deviceId(), opened.node(), opened.slot(), opened.epoch());
  }
}
