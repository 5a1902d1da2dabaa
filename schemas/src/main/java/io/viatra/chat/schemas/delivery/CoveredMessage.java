package io.viatra.chat.schemas.delivery;

import java.util.UUID;

/// A message that a receipt covers for the first time.
public record CoveredMessage(UUID messageId, long seq) {}
