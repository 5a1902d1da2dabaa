/// What clients are answered: the bodies of REST, field by field as the client contract names them.
///
/// **Overview.** [io.viatra.chat.ingest.wire.Message] and [io.viatra.chat.ingest.wire.Conversation]
/// are the two objects that clients hold; the other records are the envelopes around them.
/// [io.viatra.chat.ingest.wire.WireJson] writes them.
///
/// **Concurrency.** Immutable records; the writer is thread-safe.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A field with a question mark in the contract is left out where there is nothing;
/// every other field is always there, if need be as null. Times have exactly three decimals.
/// Records of topics never appear in an answer, so that log and contract can change apart.
@NullMarked
package io.viatra.chat.ingest.wire;

import org.jspecify.annotations.NullMarked;
