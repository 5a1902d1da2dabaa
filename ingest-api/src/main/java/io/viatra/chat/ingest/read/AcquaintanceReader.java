package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;

import java.util.Collection;
import java.util.Set;

/// Who shares a conversation with whom. Never cached, so that one removed is a stranger at once.
public final class AcquaintanceReader {
  private final Database database;

  public AcquaintanceReader(Database database) {
    this.database = database;
  }

  /// Those of the ids who are members of a conversation of which this user is one too; never the
  /// user. Starts from those who are asked for: each has an index entry for each conversation.
  public Set<String> among(String userId, Collection<String> userIds) {
    var me = CONVERSATION_MEMBERS.as("me");
    var other = CONVERSATION_MEMBERS.as("other");
    return database.read(dsl ->
        dsl.selectDistinct(other.USER_ID)
            .from(other)
            .join(me)
            .on(me.CONVERSATION_ID.eq(other.CONVERSATION_ID))
            .where(other.USER_ID.in(userIds))
            .and(other.USER_ID.ne(userId))
            .and(other.LEFT_SEQ.isNull())
            .and(me.USER_ID.eq(userId))
            .and(me.LEFT_SEQ.isNull())
            .fetchSet(other.USER_ID));
  }
}
