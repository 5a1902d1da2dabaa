package io.viatra.chat.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A `seq` that only rises, and when it rose to it.
///
/// @param at null where nobody said when, or where `seq` is zero
record Watermark(long seq, @Nullable Instant at) {
  static final Watermark NONE = new Watermark(0, null);

  /// The higher one; of equals the earlier. So the order in which events and receipts are read
  /// makes no difference, and neither does reading them again.
  Watermark max(Watermark other) {
    if (seq != other.seq) {
      return seq > other.seq ? this : other;
    }
    if (at == null || other.at == null) {
      return at == null ? other : this;
    }
    return at.isAfter(other.at) ? other : this;
  }
}
