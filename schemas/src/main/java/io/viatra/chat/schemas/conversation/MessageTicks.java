package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import java.util.List;

/// Whom a message reached and who saw it, its sender left out.
///
/// @param deliveredTo ascending; empty where the conversation has more than [#LISTED_MAX] members,
///   and then the counts alone speak
/// @param readBy likewise; each of them is in `deliveredTo` too
public record MessageTicks(
    List<String> deliveredTo, List<String> readBy, long deliveredCount, long readCount) {
  /// More members than these are counted and not listed.
  public static final int LISTED_MAX = 250;

  public MessageTicks {
    deliveredTo = List.copyOf(deliveredTo);
    readBy = List.copyOf(readBy);
    Check.notNegative(deliveredCount, "deliveredCount");
    Check.notNegative(readCount, "readCount");
  }
}
