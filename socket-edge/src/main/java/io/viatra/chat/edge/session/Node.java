package io.viatra.chat.edge.session;

/// This process, as the router knows it.
///
/// @param slot the mailbox partition it reads, which no other running node may
/// @param epoch when it started, ms; sessions of an earlier life are void
public record Node(String name, int slot, long epoch) {}
