package io.viatra.chat.schemas.session;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A socket passed its token and waits for its snapshot.
///
/// @param sid the socket's id, unique for ever
/// @param epoch when its node started, ms: a record of an earlier life of the node is void
@JsonTypeName("session.opened")
public record SessionOpened(
    String userId,
    String sid,
    @Nullable String deviceId,
    String node,
    int slot,
    long epoch,
    Instant at)
    implements SessionRecord {
  public SessionOpened {
    Check.userId(userId);
    Check.length(sid, Check.ID_MAX, "sid");
  }
}
