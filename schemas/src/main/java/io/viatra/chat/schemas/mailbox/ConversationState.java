package io.viatra.chat.schemas.mailbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where one conversation stands for one user.
///
/// @param joinedSeq the newest message when the user came; null in records written before it was
///   told
/// @param memberSince `ver` of the event that made the user a member; null likewise
public record ConversationState(
    UUID conversationId,
    long ver,
    long lastSeq,
    long readSeq,
    long unread,
    @Nullable Long joinedSeq,
    @Nullable Long memberSince) {}
