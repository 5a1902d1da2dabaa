package io.viatra.chat.schemas.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one member keeps a conversation. Nobody else is shown it.
///
/// @param mutedUntil null for not muted; a muted conversation counts its unread messages and stays
///   out of totals, badges and pushes
/// @param markedUnread a flag of its own, never a rewind of the watermark
public record MemberSettings(
    @Nullable Instant mutedUntil,
    @Nullable Instant pinnedAt,
    @Nullable Instant archivedAt,
    boolean markedUnread) {
  /// What every membership begins with.
  public static final MemberSettings NONE = new MemberSettings(null, null, null, false);
}
