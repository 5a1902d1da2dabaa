package io.viatra.chat.schemas.mailbox;

import java.util.UUID;

/// Where one conversation stands for one user.
public record ConversationState(
    UUID conversationId, long ver, long lastSeq, long readSeq, long unread) {}
