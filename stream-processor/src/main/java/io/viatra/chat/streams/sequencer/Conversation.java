package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.ConversationType;
import java.time.Instant;
import java.util.UUID;

/// Where a conversation stands. Small on purpose: it is put once for every message, so name and
/// metadata are a row of their own ([Frame]).
///
/// @param ver number of its latest event
/// @param lastSeq number of its latest message, the head; 0 before the first
/// @param createdBy who created it, and with which content: a creation that is repeated by the same
///   person with the same content is the same creation
record Conversation(
    UUID conversationId,
    ConversationType type,
    long ver,
    long lastSeq,
    int memberCount,
    Instant createdAt,
    String createdBy,
    Fingerprint creation)
    implements Row {

  Conversation at(long nextVer, long nextSeq) {
    return new Conversation(
        conversationId, type, nextVer, nextSeq, memberCount, createdAt, createdBy, creation);
  }

  Conversation of(int members) {
    return new Conversation(
        conversationId, type, ver, lastSeq, members, createdAt, createdBy, creation);
  }
}
