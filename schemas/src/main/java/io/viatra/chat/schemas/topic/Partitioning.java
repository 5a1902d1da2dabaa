package io.viatra.chat.schemas.topic;

/// How a record finds its partition.
public enum Partitioning {
  /// Kafka's own hash of the key; the key begins with nothing but the conversation or user.
  BY_KEY,
  /// [Partitions#of] of the conversation, which the key only begins with.
  BY_CONVERSATION,
  /// [Partitions#of] of the user, which the key only begins with, or which the value lists.
  BY_USER,
  /// The partition is the edge node's mailbox slot.
  BY_SLOT,
  /// One partition.
  SINGLE
}
