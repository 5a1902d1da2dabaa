package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/// The numbers of a conversation's state, as one snapshot has them.
///
/// @param since when it was created
/// @param changedVer of the last event that changed a message that was there
/// @param frameVer of the last event that changed who is in it, or how it looks
public record Versions(Instant since, long changedVer, long frameVer, long lastSeq) {
  /// Without the head, which a membership brings too.
  static final List<Field<?>> STATE =
      List.of(CONVERSATIONS.CREATED_AT, CONVERSATIONS.CHANGED_VER, CONVERSATIONS.FRAME_VER);

  static final List<Field<?>> COLUMNS =
      Stream.<Field<?>>concat(STATE.stream(), Stream.of(CONVERSATIONS.LAST_SEQ)).toList();

  static Versions of(Record row) {
    return new Versions(
        row.get(CONVERSATIONS.CREATED_AT),
        row.get(CONVERSATIONS.CHANGED_VER),
        row.get(CONVERSATIONS.FRAME_VER),
        row.get(CONVERSATIONS.LAST_SEQ));
  }
}
