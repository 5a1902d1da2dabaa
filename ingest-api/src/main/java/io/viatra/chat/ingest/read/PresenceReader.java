package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.wire.Presence;
import io.viatra.chat.ingest.wire.Presence.Status;
import io.viatra.chat.runtime.lease.Leases;
import io.viatra.chat.runtime.lease.Sight;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who is there, by the leases that the edges renew.
public final class PresenceReader {
  /// As the edges call it.
  public static final String PREFIX = "chat:presence";

  private final Leases leases;
  private final InstantSource clock;

  public PresenceReader(Leases leases, InstantSource clock) {
    this.leases = leases;
    this.clock = clock;
  }

  /// One for each of the ids. While Redis is away nobody knows, which is no reason to answer
  /// nothing: who may be watched is known all the same.
  public List<Presence> of(Collection<String> userIds) {
    try {
      Map<String, Sight> known = leases.look(userIds);
      Instant now = clock.instant();
      return userIds.stream()
          .map(id -> presence(id, known.getOrDefault(id, Sight.NONE), now))
          .toList();
    } catch (RedisUnavailableException e) {
      return userIds.stream().map(id -> new Presence(id, Status.UNKNOWN, null)).toList();
    }
  }

  private static Presence presence(String userId, Sight sight, Instant now) {
    return new Presence(userId, sight.holds(now) ? Status.ONLINE : Status.OFFLINE, sight.seenAt());
  }
}
