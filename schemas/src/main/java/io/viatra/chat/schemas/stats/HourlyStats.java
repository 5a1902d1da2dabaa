package io.viatra.chat.schemas.stats;

import io.viatra.chat.schemas.Check;
import java.time.Instant;

/// What one partition of `chat.events.v1` had in one hour (UTC), by the events' own time. A later
/// record of the same key replaces it.
///
/// A *turn* begins with the first message of a person after another's, or of the conversation; it
/// is answered by the next message of somebody else. System messages do not count.
///
/// @param hour its beginning
/// @param partition of `chat.events.v1`
/// @param messages sent
/// @param conversations with a message
/// @param turns that began in the hour
/// @param answered of those, by now
/// @param responses to turns of any hour, that came in this one
/// @param writers who sent a message, see [UserSketch]
/// @param late messages of the hour that came more than a day late, and are in no other number
public record HourlyStats(
    Instant hour,
    int partition,
    long messages,
    long conversations,
    long turns,
    long answered,
    ResponseTimes responses,
    String writers,
    long late) {
  public HourlyStats {
    Check.notNegative(partition, "partition");
    Check.notNegative(messages, "messages");
    Check.notNegative(conversations, "conversations");
    Check.notNegative(turns, "turns");
    Check.notNegative(answered, "answered");
    Check.that(UserSketch.isSketch(writers), "writers");
    Check.notNegative(late, "late");
  }

  /// The record key in the compacted topic, such as `2026-11-23T10:00:00Z/3`.
  public String key() {
    return hour + "/" + partition;
  }
}
