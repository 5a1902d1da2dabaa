package io.viatra.chat.ingest.wire;

import java.util.List;

/// Whom a message reached and who saw it, the sender left out.
///
/// @param deliveredTo user ids; empty where the conversation has more members than are listed, and
///   then the counts alone speak
/// @param readBy likewise; whoever read it has it, so each is in `deliveredTo` too
public record Ticks(
    List<String> deliveredTo, List<String> readBy, long deliveredCount, long readCount) {

  /// More members than these are counted and not listed.
  public static final int LISTED_MAX = 250;

  /// Of a message that has only just been sent.
  public static final Ticks NONE = new Ticks(List.of(), List.of(), 0, 0);

  public Ticks {
    deliveredTo = List.copyOf(deliveredTo);
    readBy = List.copyOf(readBy);
  }

  /// With everybody named.
  public static Ticks listed(List<String> deliveredTo, List<String> readBy) {
    return new Ticks(deliveredTo, readBy, deliveredTo.size(), readBy.size());
  }

  /// With numbers alone.
  public static Ticks counted(long deliveredCount, long readCount) {
    return new Ticks(List.of(), List.of(), deliveredCount, readCount);
  }
}
