package io.viatra.chat.schemas.session;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;

/// A socket ended.
@JsonTypeName("session.closed")
public record SessionClosed(
    String userId, String sid, String node, int slot, long epoch, Instant at)
    implements SessionRecord {
  public SessionClosed {
    Check.userId(userId);
    Check.length(sid, Check.ID_MAX, "sid");
  }
}
