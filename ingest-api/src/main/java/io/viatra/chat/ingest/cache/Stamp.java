package io.viatra.chat.ingest.cache;

import java.time.Instant;

/// The state that an entry is of. Two states of one thing with equal stamps are the same state; a
/// later one is no substitute for an earlier, nor the other way round.
///
/// @param since when the conversation was created, in microseconds: ids of direct conversations
///   come again in an installation that was emptied
/// @param version of the last event that changed what the entry holds
/// @param extent what grows without a version: the highest `seq`, or the sum of watermarks
public record Stamp(long since, long version, long extent) {

  public static Stamp of(Instant since, long version, long extent) {
    return new Stamp(since.getEpochSecond() * 1_000_000 + since.getNano() / 1_000, version, extent);
  }
}
