package io.viatra.chat.schemas.delivery;

import io.viatra.chat.schemas.Check;
import java.util.List;

/// One person who is to hear of a receipt.
///
/// @param messages this person's own messages in the newly covered range, ascending; empty for the
///   reader
public record ReceiptAudience(String userId, List<CoveredMessage> messages) {
  public ReceiptAudience {
    Check.userId(userId);
    messages = List.copyOf(messages);
  }
}
