package io.viatra.chat.standalone.audit;

/// Where a number stands.
enum Place {
  /// The log itself, where it contradicts itself.
  LOG,
  /// The sequencer's stores, by their changelogs.
  SEQUENCER,
  /// The router's stores, by their changelogs.
  ROUTER,
  /// `chat.unread.v1`.
  UNREAD,
  /// The read model.
  POSTGRES
}
