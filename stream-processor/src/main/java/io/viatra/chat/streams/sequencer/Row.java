package io.viatra.chat.streams.sequencer;

import java.util.UUID;

/// One line of state, absolute: putting it twice is putting it once.
sealed interface Row
    permits Conversation,
        Frame,
        Membership,
        Departure,
        RecentMessage,
        ChangedMessage,
        ReactionRow,
        Acceptance {
  UUID conversationId();
}
