package io.viatra.chat.standalone.load;

/// A connection's place in a conversation: whose token it uses there.
record Seat(String conversationId, String token) {
  /// The conversation's path.
  String path() {
    return DataSet.CONVERSATIONS + "/" + conversationId;
  }
}
