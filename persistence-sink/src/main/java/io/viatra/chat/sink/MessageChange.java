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
record MessageChange(
    MessageKey key,
    @Nullable MessageSent sent,
    @Nullable MessageEdited edited,
    @Nullable MessageDeleted deleted) {

  static MessageChange none(MessageKey key) {
    return new MessageChange(key, null, null, null);
  }

  MessageChange sent(MessageSent event) {
    return new MessageChange(key, event, edited, deleted);
  }

  MessageChange edited(MessageEdited event) {
    return deleted == null ? new MessageChange(key, sent, event, null) : this;
  }

  MessageChange deleted(MessageDeleted event) {
    return new MessageChange(key, sent, null, event);
  }

  long ver() {
    if (deleted != null) {
      return deleted.ver();
    }
    if (edited != null) {
      return edited.ver();
    }
    return sent == null ? 0 : sent.ver();
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
