package io.viatra.chat.sink;

import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.receipt.Receipt;

/// What one record says to the read model.
public sealed interface Change {

  record Happened(ChatEvent event) implements Change {}

  record Advanced(Receipt receipt) implements Change {}

  record Registered(Device device) implements Change {}

  record Unregistered(String userId, String deviceId) implements Change {}

  /// Put aside as a dead letter: only the position moves.
  record Nothing() implements Change {}
}
