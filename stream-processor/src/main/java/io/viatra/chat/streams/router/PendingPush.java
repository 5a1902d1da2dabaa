package io.viatra.chat.streams.router;

import java.util.List;
import java.util.UUID;

/// Whom a message may have to wake. One entry serves all recipients of a delivery record who have
/// the same due time, so that a message costs a put per partition and not one per member.
///
/// @param recipients without the sender; at most the fan-out limit
record PendingPush(UUID messageId, List<String> recipients) {
  PendingPush {
    recipients = List.copyOf(recipients);
  }
}
