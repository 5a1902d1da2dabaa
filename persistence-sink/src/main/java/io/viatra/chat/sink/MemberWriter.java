package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.sink.MemberFold.Reach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes `conversation_members`: who came, what changed for those who are there, how far they are.
///
/// Memberships are guarded by `ver`. Watermarks are not, since they come from another topic too;
/// they only rise, and where a receipt comes before its member it makes the row that the member
/// will take.
final class MemberWriter {
  /// A membership begins without settings, also somebody's second one, and with both watermarks at
  /// its joining, as the sequencer has them.
  private static final Unnest<MemberChange> JOIN =
      member(
          Unnest.<MemberChange>of(
                  """
                  INSERT INTO conversation_members AS m (
                    conversation_id, user_id, role, joined_seq, left_seq,
                    delivered_seq, read_seq, ver)
                  SELECT conversation_id, user_id, role, joined_seq, left_seq,
                    joined_seq, joined_seq, ver
                  FROM :rows
                  ON CONFLICT (conversation_id, user_id) DO UPDATE SET
                    role = excluded.role, joined_seq = excluded.joined_seq,
                    left_seq = excluded.left_seq, ver = excluded.ver,
                    delivered_seq = greatest(m.delivered_seq, excluded.joined_seq),
                    read_seq = greatest(m.read_seq, excluded.joined_seq),
                    delivered_at = CASE WHEN m.delivered_seq >= excluded.joined_seq
                      THEN m.delivered_at END,
                    read_at = CASE WHEN m.read_seq >= excluded.joined_seq THEN m.read_at END,
                    muted_until = NULL, pinned_at = NULL, archived_at = NULL,
                    marked_unread = false
                  WHERE m.ver < excluded.ver
                  """)
              .text("role", joined(member -> Words.of(member.role())))
              .bigint("joined_seq", joined(Member::joinedSeq))
              .bigint("left_seq", MemberChange::leftSeq)
              .bigint("ver", MemberChange::ver));

  /// Also right where the row has this very version: it may have got it from `JOIN` just now, and a
  /// repetition says the same again. Version 0 is a watermark without a membership.
  private static final Unnest<MemberChange> PATCH =
      member(
          Unnest.<MemberChange>of(
                  """
                  UPDATE conversation_members m SET
                    role = coalesce(u.role, m.role),
                    left_seq = coalesce(u.left_seq, m.left_seq),
                    muted_until = CASE WHEN u.settings THEN u.muted_until ELSE m.muted_until END,
                    pinned_at = CASE WHEN u.settings THEN u.pinned_at ELSE m.pinned_at END,
                    archived_at = CASE WHEN u.settings THEN u.archived_at ELSE m.archived_at END,
                    marked_unread = CASE WHEN u.settings THEN u.marked_unread ELSE m.marked_unread END,
                    ver = u.ver
                  FROM :rows
                  WHERE m.conversation_id = u.conversation_id AND m.user_id = u.user_id
                    AND m.ver BETWEEN 1 AND u.ver
                  """)
              .text("role", c -> word(c.role()))
              .bigint("left_seq", MemberChange::leftSeq)
              .flag("settings", c -> c.settings() != null)
              .time("muted_until", settings(SettingsChanged::mutedUntil))
              .time("pinned_at", settings(SettingsChanged::pinnedAt))
              .time("archived_at", settings(SettingsChanged::archivedAt))
              .flag("marked_unread", settings(SettingsChanged::markedUnread))
              .bigint("ver", MemberChange::ver));

  /// The rule of [Watermark#max], in SQL.
  private static final Unnest<Reach> REACH =
      Unnest.<Reach>of(
              """
              INSERT INTO conversation_members AS m (
                conversation_id, user_id, delivered_seq, read_seq, delivered_at, read_at)
              SELECT conversation_id, user_id, delivered_seq, read_seq, delivered_at, read_at
              FROM :rows
              ON CONFLICT (conversation_id, user_id) DO UPDATE SET
                delivered_seq = greatest(m.delivered_seq, excluded.delivered_seq),
                delivered_at = CASE
                  WHEN excluded.delivered_seq > m.delivered_seq THEN excluded.delivered_at
                  WHEN excluded.delivered_seq < m.delivered_seq THEN m.delivered_at
                  ELSE least(m.delivered_at, excluded.delivered_at) END,
                read_seq = greatest(m.read_seq, excluded.read_seq),
                read_at = CASE
                  WHEN excluded.read_seq > m.read_seq THEN excluded.read_at
                  WHEN excluded.read_seq < m.read_seq THEN m.read_at
                  ELSE least(m.read_at, excluded.read_at) END
              WHERE excluded.delivered_seq >= m.delivered_seq OR excluded.read_seq >= m.read_seq
              """)
          .uuid("conversation_id", r -> r.key().conversationId())
          .text("user_id", r -> r.key().userId())
          .bigint("delivered_seq", r -> r.delivered().seq())
          .bigint("read_seq", r -> r.read().seq())
          .time("delivered_at", r -> r.delivered().at())
          .time("read_at", r -> r.read().at());

  private MemberWriter() {}

  static void write(Connection connection, MemberFold members) throws SQLException {
    JOIN.execute(connection, members.memberships());
    PATCH.execute(connection, members.patches());
    REACH.execute(connection, members.reaches());
  }

  private static Unnest<MemberChange> member(Unnest<MemberChange> statement) {
    return statement
        .uuid("conversation_id", c -> c.key().conversationId())
        .text("user_id", c -> c.key().userId());
  }

  private static Function<MemberChange, @Nullable Object> joined(
      Function<Member, @Nullable Object> value) {
    return change -> {
      Member member = change.joined();
      return member == null ? null : value.apply(member);
    };
  }

  private static Function<MemberChange, @Nullable Object> settings(
      Function<SettingsChanged, @Nullable Object> value) {
    return change -> {
      SettingsChanged changed = change.settings();
      return changed == null ? null : value.apply(changed);
    };
  }

  private static @Nullable String word(@Nullable Role role) {
    return role == null ? null : Words.of(role);
  }
}
