package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ReactionChanged;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes `reactions`. A reaction taken back leaves no row that could hold its version, so the
/// guard is the conversation's: this must come before [ConversationWriter] in the same transaction.
final class ReactionWriter {
  private static final Unnest<ReactionChanged> ADD =
      reaction(
          Unnest.<ReactionChanged>of(
                  """
                  INSERT INTO reactions (conversation_id, seq, emoji, user_id, reacted_at)
                  SELECT u.conversation_id, u.seq, u.emoji, u.user_id, u.reacted_at
                  FROM :rows LEFT JOIN conversations c ON c.id = u.conversation_id
                  WHERE u.ver > coalesce(c.ver, 0)
                  ON CONFLICT (conversation_id, seq, emoji, user_id)
                  DO UPDATE SET reacted_at = excluded.reacted_at
                  """)
              .time("reacted_at", ReactionChanged::at));

  private static final Unnest<ReactionChanged> REMOVE =
      reaction(
          Unnest.of(
              """
              DELETE FROM reactions r
              USING :rows LEFT JOIN conversations c ON c.id = u.conversation_id
              WHERE r.conversation_id = u.conversation_id AND r.seq = u.seq
                AND r.emoji = u.emoji AND r.user_id = u.user_id AND u.ver > coalesce(c.ver, 0)
              """));

  private static final Unnest<MessageKey> REMOVE_ALL =
      Unnest.<MessageKey>of(
              """
              DELETE FROM reactions r USING :rows
              WHERE r.conversation_id = u.conversation_id AND r.seq = u.seq
              """)
          .uuid("conversation_id", MessageKey::conversationId)
          .bigint("seq", MessageKey::seq);

  private ReactionWriter() {}

  static void write(Connection connection, ReactionFold reactions, MessageFold messages)
      throws SQLException {
    ADD.execute(connection, reactions.added());
    REMOVE.execute(connection, reactions.removed());
    REMOVE_ALL.execute(connection, messages.deletedKeys());
  }

  private static Unnest<ReactionChanged> reaction(Unnest<ReactionChanged> statement) {
    return statement
        .uuid("conversation_id", ReactionChanged::conversationId)
        .bigint("seq", e -> e.target().seq())
        .text("emoji", ReactionChanged::emoji)
        .text("user_id", ReactionChanged::userId)
        .bigint("ver", ReactionChanged::ver);
  }
}
