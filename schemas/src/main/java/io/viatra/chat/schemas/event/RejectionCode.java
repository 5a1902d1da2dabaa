package io.viatra.chat.schemas.event;

/// Why a command was rejected. The names are the client's error codes (contract.md, Error).
public enum RejectionCode {
  /// The command contradicts itself or is not offered.
  INVALID,
  /// The actor is a member, and may not.
  FORBIDDEN,
  /// No such conversation or message, none that the actor may know of, or one that was deleted.
  NOT_FOUND,
  /// The same client id with another body, a full conversation, or a message full of reactions.
  CONFLICT,
  /// A receipt beyond the head.
  BAD_SEQ
}
