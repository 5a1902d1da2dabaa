package io.viatra.chat.sink.rebuild;

/// Rows of one key, together: how many, and the sum of their hashes, in which order does not count.
///
/// @param key conversation, user or partition
/// @param hash sum of 64-bit hashes over the rows' text, as PostgreSQL writes it
record Digest(String key, long rows, String hash) {}
