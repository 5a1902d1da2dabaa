package io.viatra.chat.standalone.audit;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One number that is not as the log has it, or the log where it contradicts itself.
///
/// @param partition whose reading brings the place up to date: of the conversation for the read
///   model, of the user for the router
/// @param what the number's name, such as `read_seq`
/// @param userId null where it is the conversation's
record Difference(
    Place place,
    int partition,
    String what,
    UUID conversationId,
    @Nullable String userId,
    String expected,
    String found) {

  static final String NONE = "none";
  static final String UNREADABLE = "unreadable";

  /// Within one conversation.
  static final Comparator<Difference> ORDER =
      Comparator.comparing(Difference::place)
          .thenComparing(each -> each.userId == null ? "" : each.userId)
          .thenComparing(Difference::what);
}
