package io.viatra.chat.streams.sequencer;

/// Gives out the two dense numbers of a conversation (rule R4). Nothing else writes them.
final class Numbering {
  private Numbering() {}

  /// The conversation after one more event: takes a `ver`.
  static Conversation event(Conversation before) {
    return before.at(before.ver() + 1, before.lastSeq());
  }

  /// The conversation after one more message: takes a `ver` and a `seq`.
  static Conversation message(Conversation before) {
    return before.at(before.ver() + 1, before.lastSeq() + 1);
  }
}
