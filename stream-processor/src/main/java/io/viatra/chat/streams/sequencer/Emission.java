package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.receipt.Receipt;
import java.util.UUID;

/// One record to write. Which topic follows from the kind; the position of the command, which every
/// one of them carries, is added by [Outbox].
sealed interface Emission {

  /// To `chat.events.v1`.
  record ToLog(ChatEvent event) implements Emission {}

  /// To `chat.receipts.v1`.
  record ToReceipts(Receipt receipt) implements Emission {}

  /// To `chat.deliveries.v1`.
  ///
  /// @param partition that of every recipient in it
  record ToUsers(int partition, Delivery delivery) implements Emission {}

  /// To `chat.crowd.v1`, in place of deliveries that list everybody.
  record ToCrowd(UUID conversationId, long ver, CrowdRecord record) implements Emission {}

  /// The command itself to `chat.dlq.v1`.
  record ToDeadLetters(DeadLetterCode code) implements Emission {}
}
