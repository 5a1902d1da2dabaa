package io.viatra.chat.schemas.mailbox;

import java.util.UUID;

/// A user's unread after a change, absolute.
///
/// @param total over all conversations that are not muted
public record UnreadChange(String userId, UUID conversationId, long count, long total) {}
