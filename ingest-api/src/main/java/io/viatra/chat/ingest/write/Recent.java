package io.viatra.chat.ingest.write;

import java.util.concurrent.CompletableFuture;

/// A send that this node has in hand or had a short while ago.
///
/// @param senderId who sent it; nobody else is told of it
/// @param digest of the body, to tell a repeat from another message with the same id
/// @param accepted where it was written; completes exceptionally where that failed, and then
///   nothing is remembered of it
record Recent(String senderId, String digest, CompletableFuture<Accepted> accepted) {}
