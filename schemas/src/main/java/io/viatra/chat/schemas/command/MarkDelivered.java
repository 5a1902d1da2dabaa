package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A device has everything up to there. Watermarks only rise; lower is a no-op and beyond the head
/// is refused.
///
/// @param upToSeq absolute, or null where only ids are known
/// @param messageIds resolved by the sequencer to the highest `seq` among those it remembers;
///   unknown ids are passed over
@JsonTypeName("receipt.delivered")
public record MarkDelivered(
    UUID conversationId, String actorId, @Nullable Long upToSeq, List<UUID> messageIds)
    implements Command {
  public MarkDelivered {
    Check.userId(actorId);
    messageIds = Check.list(messageIds, RECEIPT_IDS_MAX, "messageIds");
    Check.that(upToSeq != null || !messageIds.isEmpty(), "upToSeq");
    if (upToSeq != null) {
      Check.notNegative(upToSeq, "upToSeq");
    }
  }
}
