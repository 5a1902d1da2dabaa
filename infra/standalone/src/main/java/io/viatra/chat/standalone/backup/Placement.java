package io.viatra.chat.standalone.backup;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;

/// Where a record of a topic goes that has as many partitions as before, or another number.
///
/// In another number it goes where its writer would put it now. Records of one key come from one
/// partition and go to one, so their order stays; that of different keys does not, and says
/// nothing.
///
/// @param moved whether the number is another
record Placement(Topic<?> topic, int partitions, boolean moved) {

  int of(RecordLine record) {
    return moved ? anew(record) : record.partition();
  }

  private int anew(RecordLine record) {
    var key = record.key();
    if (key == null) {
      // Poison: nobody finds it by its key.
      return record.partition() % partitions;
    }
    return switch (topic.partitioning()) {
      case BY_KEY -> Partitions.of(key, partitions);
      case BY_CONVERSATION -> Partitions.of(before(key, ':'), partitions);
      case BY_USER -> Partitions.of(before(key, '|'), partitions);
      case BY_SLOT, SINGLE -> record.partition() % partitions;
    };
  }

  /// The conversation or the user, neither of which has the sign in it.
  private static String before(byte[] key, char sign) {
    var text = new String(key, StandardCharsets.UTF_8);
    int end = text.indexOf(sign);
    return end < 0 ? text : text.substring(0, end);
  }
}
