package io.viatra.chat.ingest.cache;

import java.time.Duration;

/// One kind of entry.
///
/// @param name in meters
/// @param kept from the moment it was read in PostgreSQL
public record Shelf<V>(String name, Duration kept, Codec<V> codec) {}
