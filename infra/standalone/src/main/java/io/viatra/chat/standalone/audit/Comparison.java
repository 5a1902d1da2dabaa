package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.topic.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Names what of one conversation is not as the log tells it. Pure.
///
/// @param partitions of every topic
/// @param fanoutMax above so many members `chat.unread.v1` has nobody's count
record Comparison(int partitions, int fanoutMax) {

  /// @param told null where the log knows nothing of it
  /// @param stored null where the stores hold nothing of it
  List<Difference> of(
      UUID id, @Nullable Told told, @Nullable Stored stored, StoredConversation rows) {
    var truth = told == null ? new Told() : told;
    var held = stored == null ? new Stored() : stored;
    var differences = new Differences(id, Partitions.of(id.toString(), partitions));
    log(truth, differences);
    new SequencerComparison(truth, held, differences).compare();
    boolean crowd = truth.members() > fanoutMax;
    new RouterComparison(truth, held, differences, partitions, crowd).compare();
    new PostgresComparison(truth, rows, differences).compare();
    differences.found.sort(Difference.ORDER);
    return differences.found;
  }

  private static void log(Told truth, Differences differences) {
    for (var fault : truth.faults()) {
      differences.note(Place.LOG, fault.what(), null, fault.expected(), fault.found());
    }
    if (truth.type() == null && !truth.people().isEmpty()) {
      differences.note(Place.LOG, "creation", null, "an event", Difference.NONE);
    }
    truth
        .people()
        .forEach((user, person) -> {
          if (!person.wasMember()) {
            differences.note(Place.LOG, "joining", user, "an event", Difference.NONE);
          }
        });
  }

  /// Role or type as the read model writes it.
  static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  /// Collects them.
  static final class Differences {
    private final UUID id;
    private final int home;
    private final List<Difference> found = new ArrayList<>(0);

    /// @param home the conversation's partition
    Differences(UUID id, int home) {
      this.id = id;
      this.home = home;
    }

    /// Notes it if it is one.
    void compare(
        Place place,
        String what,
        @Nullable String user,
        @Nullable Object expected,
        @Nullable Object is) {
      if (!Objects.equals(expected, is)) {
        note(place, what, user, expected, is);
      }
    }

    void note(
        Place place,
        String what,
        @Nullable String user,
        @Nullable Object expected,
        @Nullable Object is) {
      note(place, home, what, user, expected, is);
    }

    /// @param partition whose reading brings the place up to date
    void note(
        Place place,
        int partition,
        String what,
        @Nullable String user,
        @Nullable Object expected,
        @Nullable Object is) {
      found.add(new Difference(place, partition, what, id, user, text(expected), text(is)));
    }

    private static String text(@Nullable Object value) {
      return value == null ? Difference.NONE : value.toString();
    }
  }

  /// Whether the log has begun a conversation.
  static boolean isBegun(Told truth) {
    return truth.type() != null;
  }
}
