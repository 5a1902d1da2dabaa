package io.viatra.chat.standalone.backup;

import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.util.List;
import java.util.function.Predicate;

/// Which topics are dumped, and which may be written again.
final class BackupTopics {
  /// What cannot be had from anywhere else: the truth, how far everybody has read, who has which
  /// device, what became of pushes; and the counts of unread, which the router says anew only when
  /// they change. The read model, the state of stream-processor and the measures are made of these.
  static final List<Topic<?>> DEFAULTS =
      List.of(Topics.EVENTS, Topics.RECEIPTS, Topics.DEVICES, Topics.UNREAD, Topics.PUSH_RESULTS);

  /// Records between services make somebody do something: a restored command would be carried out,
  /// a restored delivery or request would reach a telephone. Measures are made anew from the
  /// events, under keys that name partitions: in another number of partitions they would stand
  /// beside the former ones.
  private static final List<Topic<?>> NEVER_RESTORED =
      List.of(
          Topics.COMMANDS,
          Topics.DELIVERIES,
          Topics.CROWD,
          Topics.SESSIONS,
          Topics.NODES,
          Topics.MAILBOX,
          Topics.PUSH_REQUESTS,
          Topics.PUSH_RETRY,
          Topics.STATS);

  private BackupTopics() {}

  /// Those of the names, or the defaults where there are none.
  ///
  /// @throws BackupException if one is no topic of ours
  static List<Topic<?>> named(List<String> names) throws BackupException {
    if (names.isEmpty()) {
      return DEFAULTS;
    }
    var unknown = names.stream().filter(name -> Topics.all().stream().noneMatch(is(name))).toList();
    if (!unknown.isEmpty()) {
      throw new BackupException("there is no topic " + String.join(", ", unknown));
    }
    return Topics.all().stream().filter(topic -> names.contains(topic.name())).toList();
  }

  private static Predicate<Topic<?>> is(String name) {
    return topic -> topic.name().equals(name);
  }

  static boolean mayBeRestored(Topic<?> topic) {
    return !NEVER_RESTORED.contains(topic);
  }
}
