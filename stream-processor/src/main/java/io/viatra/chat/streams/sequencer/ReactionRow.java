package io.viatra.chat.streams.sequencer;

import java.util.UUID;

/// One element of the set (message, emoji, user).
///
/// @param present false takes it away
record ReactionRow(UUID conversationId, long seq, String emoji, String userId, boolean present)
    implements Row {
  ReactionRow gone() {
    return new ReactionRow(conversationId, seq, emoji, userId, false);
  }
}
