package io.viatra.chat.streams.sequencer;

import java.util.UUID;

/// Somebody is a member no more: takes the row away.
record Departure(UUID conversationId, String userId) implements Row {}
