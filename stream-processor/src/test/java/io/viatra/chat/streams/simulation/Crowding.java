package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.topic.Partitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the [Model] says of conversations above the fan-out limit: one record for all, a head for
/// each partition, and their own standing to those whom it is about.
final class Crowding {
  /// So few that a run crosses it often.
  static final int FANOUT_MAX = 3;

  private Crowding() {}

  static boolean is(int members) {
    return members > FANOUT_MAX;
  }

  static boolean is(Talk talk) {
    return is(talk.people.size());
  }

  /// @param what all see
  /// @param uncounted seq of who was deleted
  /// @param author of a new message
  static List<String> told(
      Talk talk, String what, @Nullable Long uncounted, @Nullable String author) {
    var lines = heads(talk, uncounted, author);
    lines.add("crowd " + what);
    return lines;
  }

  private static List<String> heads(Talk talk, @Nullable Long uncounted, @Nullable String author) {
    var lines = new ArrayList<String>();
    for (int partition = 0; partition < talk.partitions; partition++) {
      boolean home = author != null && Partitions.of(author, talk.partitions) == partition;
      lines.add(
          "head v%d s%d uncounted=%s author=%s"
              .formatted(talk.ver, talk.lastSeq(), uncounted, home ? author : null));
    }
    return lines;
  }

  /// After a change of the frame.
  ///
  /// @param before members; 0 where the conversation begins
  /// @param changed whom it is about
  static List<String> framed(
      Talk talk, int before, Collection<String> changed, @Nullable String gone) {
    var lines =
        before == 0
            ? heads(talk, null, null)
            : told(
                talk,
                Model.frame(talk, List.of()) + (gone == null ? "" : " gone " + gone),
                null,
                null);
    var told = is(before) ? changed : talk.people.keySet();
    var byPartition = new TreeMap<Integer, List<String>>();
    told.stream()
        .sorted()
        .forEach(user ->
            byPartition
                .computeIfAbsent(Partitions.of(user, talk.partitions), _ -> new ArrayList<>())
                .add(user));
    for (var users : byPartition.values()) {
      for (int from = 0; from < users.size(); from += FANOUT_MAX) {
        var portion = users.subList(from, Math.min(from + FANOUT_MAX, users.size()));
        lines.addAll(Lines.to(portion, Model.frame(talk, portion)));
      }
    }
    return lines;
  }
}
