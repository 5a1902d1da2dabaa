package io.viatra.chat.ingest.read;

/// Who wants to send a message, and whether it was sent before.
///
/// @param stored whether the read model has a message under its id, which may still be above or
///   below what the member may see
public record Candidate(Membership me, boolean stored) {}
