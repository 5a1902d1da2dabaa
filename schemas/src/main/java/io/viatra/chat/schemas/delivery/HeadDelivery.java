package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation above the fan-out limit went on: where it stands now, for all whose rows lie in
/// this user partition. It lists nobody, so it is as small for a hundred thousand members as for a
/// thousand; what happened reaches sockets through `chat.crowd.v1`.
///
/// @param uncounted the seq that counts for nobody from now on, of a deleted message or a system
///   notice; null where there is none
/// @param author who wrote the message `lastSeq`, in the partition that has the author's row; null
///   in all others, and where no message was written
@JsonTypeName("delivery.head")
public record HeadDelivery(
    UUID conversationId,
    long ver,
    Instant at,
    long lastSeq,
    @Nullable Long uncounted,
    @Nullable String author)
    implements Delivery {
  public HeadDelivery {
    Check.positive(ver, "ver");
    Check.notNegative(lastSeq, "lastSeq");
    if (uncounted != null) {
      Check.positive(uncounted, "uncounted");
    }
    if (author != null) {
      Check.userId(author);
    }
  }
}
