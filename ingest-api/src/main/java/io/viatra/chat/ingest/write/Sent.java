package io.viatra.chat.ingest.write;

import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.schemas.codec.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/// What a client is told of its message.
///
/// @param repeated whether it was sent before, and this is that same message
/// @param token null where the read model has it already
public record Sent(Message message, boolean repeated, @Nullable ConsistencyToken token) {}
