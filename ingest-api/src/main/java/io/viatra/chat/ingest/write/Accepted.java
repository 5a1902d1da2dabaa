package io.viatra.chat.ingest.write;

import io.viatra.chat.schemas.codec.ConsistencyToken;
import java.time.Instant;

/// A command that is written for good. What becomes of it is the sequencer's to say.
///
/// @param token what the client hands back to read its own write
/// @param at the broker's append time: the time that everybody will see
public record Accepted(ConsistencyToken token, Instant at) {}
