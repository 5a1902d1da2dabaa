package io.viatra.chat.sink;

import java.util.UUID;

/// A row of `messages`.
record MessageKey(UUID conversationId, long seq) {}
