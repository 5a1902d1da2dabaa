package io.viatra.chat.ingest.wire;

import io.viatra.chat.schemas.conversation.Role;

/// A member as the others see it.
///
/// @param joinedSeq the conversation's last `seq` when this member came
/// @param deliveredSeq never below `readSeq`
public record Participant(
    String userId, Role role, long joinedSeq, long deliveredSeq, long readSeq) {}
