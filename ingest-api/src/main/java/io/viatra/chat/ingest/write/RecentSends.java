package io.viatra.chat.ingest.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What was sent lately through this node, by message id: between the acknowledgement and the read
/// model, nothing else knows of it. Bounded; what falls out is found in the read model by then, and
/// the sequencer knows a repeat anyway.
public final class RecentSends {
  private static final int ENTRIES_MAX = 50_000;

  /// Longer than any lag of the sink that still lets reads be useful.
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Cache<UUID, Recent> sends =
      Caffeine.newBuilder().maximumSize(ENTRIES_MAX).expireAfterWrite(KEPT).build();

  public RecentSends(Metrics metrics) {
    metrics.gauge(
        "chat.ingest.recent.sends", "sends remembered for their repeats", sends::estimatedSize);
  }

  /// Where a message lies that this user sent through this node, and that is acknowledged.
  public Optional<Accepted> find(UUID messageId, String senderId) {
    return Optional.ofNullable(sends.getIfPresent(messageId))
        .filter(recent -> recent.senderId().equals(senderId))
        .map(Recent::accepted)
        .filter(accepted -> accepted.state() == CompletableFuture.State.SUCCESS)
        .map(CompletableFuture::join);
  }

  /// Takes a message in hand.
  ///
  /// @return null where nobody had it before, else the send that has or had
  @Nullable Recent claim(UUID messageId, Recent mine) {
    return sends.asMap().putIfAbsent(messageId, mine);
  }

  /// Forgets a send that failed, so that its repeat is tried anew.
  void release(UUID messageId, Recent mine) {
    sends.asMap().remove(messageId, mine);
  }
}
