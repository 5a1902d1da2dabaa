package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.topic.Topics;

/// What bounds the sequencer, and how many partitions it reckons with.
///
/// @param partitions of commands, events, receipts, crowd, deliveries and dead letters alike
/// @param fanoutMax members up to which a message is delivered to each of them
/// @param rosterMembersMax members that a task holds in memory over all conversations
public record SequencerLimits(int partitions, int fanoutMax, int rosterMembersMax) {
  private static final int ROSTER_MEMBERS_MAX = 100_000;

  public static SequencerLimits of(int partitions) {
    return new SequencerLimits(partitions, Topics.FANOUT_LIMIT, ROSTER_MEMBERS_MAX);
  }
}
