package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationUpdated;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes `conversations`: new ones first, then one update for each that anything happened in.
final class ConversationWriter {
  private static final Unnest<ConversationCreated> CREATE =
      Unnest.<ConversationCreated>of(
              """
              INSERT INTO conversations (
                id, type, name, avatar_url, metadata, created_by, created_at,
                last_seq, active_at, ver, changed_ver, frame_ver)
              SELECT
                id, type, name, avatar_url, metadata, created_by, created_at,
                0, created_at, ver, 0, ver
              FROM :rows
              ON CONFLICT (id) DO NOTHING
              """)
          .uuid("id", ConversationCreated::conversationId)
          .text("type", e -> Words.of(e.conversationType()))
          .text("name", ConversationCreated::name)
          .text("avatar_url", ConversationCreated::avatarUrl)
          .json("metadata", ConversationCreated::metadata)
          .text("created_by", ConversationCreated::createdBy)
          .time("created_at", ConversationCreated::at)
          .bigint("ver", ConversationCreated::ver);

  private static final Unnest<ConversationChange> CHANGE =
      Unnest.<ConversationChange>of(
              """
              UPDATE conversations c SET
                last_seq = greatest(c.last_seq, u.last_seq),
                active_at = greatest(c.active_at, u.active_at),
                name = CASE WHEN u.updated THEN u.name ELSE c.name END,
                avatar_url = CASE WHEN u.updated THEN u.avatar_url ELSE c.avatar_url END,
                metadata = CASE WHEN u.updated THEN u.metadata ELSE c.metadata END,
                changed_ver = greatest(c.changed_ver, u.changed_ver),
                frame_ver = greatest(c.frame_ver, u.frame_ver),
                ver = u.ver
              FROM :rows
              WHERE c.id = u.id AND c.ver < u.ver
              """)
          .uuid("id", ConversationChange::id)
          .bigint("last_seq", ConversationChange::lastSeq)
          .time("active_at", ConversationChange::activeAt)
          .flag("updated", c -> c.profile() != null)
          .text("name", profile(ConversationUpdated::name))
          .text("avatar_url", profile(ConversationUpdated::avatarUrl))
          .json("metadata", profile(ConversationUpdated::metadata))
          .bigint("changed_ver", c -> c.versions().changed())
          .bigint("frame_ver", c -> c.versions().frame())
          .bigint("ver", c -> c.versions().any());

  private ConversationWriter() {}

  static void write(Connection connection, ConversationFold conversations) throws SQLException {
    CREATE.execute(connection, conversations.created());
    CHANGE.execute(connection, conversations.changes());
  }

  private static Function<ConversationChange, @Nullable Object> profile(
      Function<ConversationUpdated, @Nullable Object> value) {
    return change -> {
      ConversationUpdated updated = change.profile();
      return updated == null ? null : value.apply(updated);
    };
  }
}
