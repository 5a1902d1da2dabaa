package io.viatra.chat.ingest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one member keeps a conversation; nobody else sees it.
///
/// @param mutedUntil a muted conversation counts its unread messages and stays out of totals
/// @param markedUnread a flag of its own, never a rewind of the watermark
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnSettings(
    @Nullable Instant mutedUntil,
    @Nullable Instant pinnedAt,
    @Nullable Instant archivedAt,
    boolean markedUnread) {}
