package io.viatra.chat.ingest.read;

import org.jspecify.annotations.Nullable;

/// Which conversations a list holds. A cursor belongs to one filter.
///
/// @param archived only archived ones, or only the others
/// @param q part of the name or of a participant's id; null for all
public record ListFilter(boolean archived, @Nullable String q) {}
