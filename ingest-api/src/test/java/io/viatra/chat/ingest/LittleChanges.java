package io.viatra.chat.ingest;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.conversation.MessageBody;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/// The part of [LittlePipeline] that changes what stands. It takes the rights for granted, except
/// that who is no member changes nothing and what is deleted stays so.
final class LittleChanges {
  private final LittlePipeline tables;

  LittleChanges(LittlePipeline tables) {
    this.tables = tables;
  }

  void apply(Command command, Instant at) throws SQLException {
    if (!isMember(command)) {
      return;
    }
    switch (command) {
      case AddMembers add -> add(add);
      case RemoveMember remove -> remove(remove);
      case ChangeRole change -> role(change);
      case UpdateConversation update -> update(update);
      case ChangeSettings change -> settle(change, at);
      case EditMessage edit -> edit(edit, at);
      case React react -> react(react, at);
      default -> throw new IllegalStateException("not offered: " + command);
    }
  }

  private boolean isMember(Command command) throws SQLException {
    return tables.update(
            """
            UPDATE conversation_members SET ver = ver
             WHERE conversation_id = ? AND user_id = ? AND left_seq IS NULL\
            """,
            command.conversationId(),
            command.actorId())
        == 1;
  }

  private void add(AddMembers add) throws SQLException {
    tables.framed(add.conversationId());
    for (var userId : add.userIds()) {
      tables.update(
          """
          INSERT INTO conversation_members (conversation_id, user_id, role, joined_seq, left_seq, ver)
          SELECT id, ?, 'member', last_seq, NULL, ver FROM conversations WHERE id = ?
          ON CONFLICT (conversation_id, user_id) DO UPDATE
             SET left_seq = NULL, joined_seq = excluded.joined_seq
           WHERE conversation_members.left_seq IS NOT NULL\
          """,
          userId,
          add.conversationId());
    }
  }

  private void remove(RemoveMember remove) throws SQLException {
    tables.update(
        """
        UPDATE conversation_members m SET left_seq = c.last_seq FROM conversations c
         WHERE c.id = m.conversation_id AND m.conversation_id = ? AND m.user_id = ?\
        """,
        remove.conversationId(),
        remove.userId());
    tables.framed(remove.conversationId());
  }

  private void role(ChangeRole change) throws SQLException {
    tables.update(
        "UPDATE conversation_members SET role = ? WHERE conversation_id = ? AND user_id = ?",
        change.role().name().toLowerCase(Locale.ROOT),
        change.conversationId(),
        change.userId());
    tables.framed(change.conversationId());
  }

  private void update(UpdateConversation update) throws SQLException {
    tables.update(
        """
        UPDATE conversations SET name = coalesce(?, name), avatar_url = coalesce(?, avatar_url),
               metadata = coalesce(?::jsonb, metadata) WHERE id = ?\
        """,
        update.name(),
        update.avatarUrl(),
        LittlePipeline.json(update.metadata()),
        update.conversationId());
    tables.framed(update.conversationId());
  }

  private void settle(ChangeSettings change, Instant at) throws SQLException {
    var until = change.mutedUntil();
    tables.update(
        """
        UPDATE conversation_members
           SET muted_until = CASE WHEN ? THEN ?::timestamptz ELSE muted_until END,
               pinned_at = CASE ?::boolean WHEN true THEN ?::timestamptz WHEN false THEN NULL
                           ELSE pinned_at END,
               archived_at = CASE ?::boolean WHEN true THEN ?::timestamptz WHEN false THEN NULL
                             ELSE archived_at END,
               marked_unread = coalesce(?, marked_unread)
         WHERE conversation_id = ? AND user_id = ?\
        """,
        until != null,
        Objects.equals(until, Instant.EPOCH) ? null : until,
        change.pinned(),
        at,
        change.archived(),
        at,
        change.markedUnread(),
        change.conversationId(),
        change.actorId());
  }

  private void edit(EditMessage edit, Instant at) throws SQLException {
    if (!(edit.body() instanceof MessageBody.Plain(var text))) {
      throw new IllegalStateException("the API sends plain bodies");
    }
    int edited =
        tables.update(
            """
            UPDATE messages SET body_text = ?, edited_at = ?
             WHERE conversation_id = ? AND seq = ? AND deleted_at IS NULL\
            """,
            text,
            at,
            edit.conversationId(),
            edit.target().seq());
    if (edited == 1) {
      tables.changed(edit.conversationId(), edit.target().seq());
    }
  }

  private void react(React react, Instant at) throws SQLException {
    int reacted =
        tables.update(
            react.remove()
                ? """
                DELETE FROM reactions
                 WHERE conversation_id = ? AND seq = ? AND emoji = ? AND user_id = ? AND reacted_at < ?\
                """
                : "INSERT INTO reactions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            react.conversationId(),
            react.target().seq(),
            react.emoji(),
            react.actorId(),
            at);
    if (reacted == 1) {
      tables.changed(react.conversationId(), react.target().seq());
    }
  }
}
