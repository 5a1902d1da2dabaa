package io.viatra.chat.streams.router;

import java.util.UUID;

/// Orders the pending pushes by the time at which they are looked at. The rest makes it unique.
///
/// @param dueAt wall clock of the router, ms
record PendingKey(long dueAt, UUID conversationId, long seq, Waiting waiting) {}
