package io.viatra.chat.ingest.read;

import java.time.Instant;
import java.util.UUID;

/// A place in the list: behind the conversation with this activity and id. Activity alone is not
/// unique.
public record ListPosition(Instant activeAt, UUID id) {}
