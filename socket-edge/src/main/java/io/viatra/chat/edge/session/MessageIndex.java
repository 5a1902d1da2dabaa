package io.viatra.chat.edge.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which number a message has, for messages that went through this node lately: clients name ids in
/// their receipts, and commands say numbers. What is not here travels as an id, so the bound costs
/// nothing but that.
public final class MessageIndex {
  /// About 20 MB; the last minutes of a busy node.
  static final int MAX = 100_000;

  private final Cache<UUID, Place> places = Caffeine.newBuilder().maximumSize(MAX).build();

  private record Place(UUID conversationId, long seq) {}

  public void remember(UUID messageId, UUID conversationId, long seq) {
    places.put(messageId, new Place(conversationId, seq));
  }

  /// Null if it is not known, or not one of that conversation.
  public @Nullable Long seq(UUID messageId, UUID conversationId) {
    Place place = places.getIfPresent(messageId);
    return place != null && place.conversationId.equals(conversationId) ? place.seq : null;
  }
}
