package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a batch does to one message, folded.
///
/// @param sent where the message itself came in this batch
/// @param edited the newest edit
/// @param deleted stands for ever: what came before or comes after it has no effect
/// @param reactedVer `ver` of the newest reaction, 0 where there is none: a message's version is
///   that of whatever changed it last, as live events have it
record MessageChange(
    MessageKey key,
    @Nullable MessageSent sent,
    @Nullable MessageEdited edited,
    @Nullable MessageDeleted deleted,
    long reactedVer) {

  static MessageChange none(MessageKey key) {
    return new MessageChange(key, null, null, null, 0);
  }

  MessageChange sent(MessageSent event) {
    return new MessageChange(key, event, edited, deleted, reactedVer);
  }

  MessageChange edited(MessageEdited event) {
    return deleted == null ? new MessageChange(key, sent, event, null, reactedVer) : this;
  }

  MessageChange deleted(MessageDeleted event) {
    return new MessageChange(key, sent, null, event, 0);
  }

  MessageChange reacted(long ver) {
    return deleted == null ? new MessageChange(key, sent, edited, null, ver) : this;
  }

  long ver() {
    if (deleted != null) {
      return deleted.ver();
    }
    if (edited != null) {
      return Math.max(edited.ver(), reactedVer);
    }
    return sent == null ? reactedVer : Math.max(sent.ver(), reactedVer);
  }

  /// What it says now, null where it is deleted or not known from this batch.
  @Nullable MessageBody body() {
    if (deleted != null) {
      return null;
    }
    if (edited != null) {
      return edited.body();
    }
    return sent == null ? null : sent.body();
  }

  @Nullable Instant editedAt() {
    return edited == null ? null : edited.at();
  }

  @Nullable Instant deletedAt() {
    return deleted == null ? null : deleted.at();
  }

  @Nullable String deletedBy() {
    return deleted == null ? null : deleted.deletedBy();
  }

  /// The message as it came, unless its content is gone.
  @Nullable MessageSent content() {
    return deleted == null ? sent : null;
  }
}
