package io.viatra.chat.runtime.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a holder.
///
/// @param until the end of the lease that ends last; null where there is none, or none was renewed
///   for so long that it is forgotten
/// @param seenAt the last sign of life; null where there never was one, or it is forgotten
public record Sight(@Nullable Instant until, @Nullable Instant seenAt) {
  /// Of somebody nobody knows anything of.
  public static final Sight NONE = new Sight(null, null);

  /// Whether any lease holds.
  public boolean holds(Instant now) {
    return until != null && until.isAfter(now);
  }
}
