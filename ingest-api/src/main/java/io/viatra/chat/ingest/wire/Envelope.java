package io.viatra.chat.ingest.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The envelopes of REST answers: one record for each shape.
public sealed interface Envelope {

  /// One conversation.
  record OneConversation(Conversation conversation) implements Envelope {}

  /// A page of the list.
  ///
  /// @param nextCursor for the following page; null at the end
  record Conversations(List<Conversation> conversations, @Nullable String nextCursor)
      implements Envelope {
    public Conversations {
      conversations = List.copyOf(conversations);
    }
  }

  /// One message.
  record OneMessage(Message message) implements Envelope {}

  /// A page of history, newest first.
  ///
  /// @param nextCursor goes into `before`: older ones; null where there are none
  /// @param prevCursor goes into `after`: newer ones; null where there are none
  record Messages(List<Message> messages, @Nullable String nextCursor, @Nullable String prevCursor)
      implements Envelope {
    public Messages {
      messages = List.copyOf(messages);
    }
  }

  /// What happened in a conversation above a version.
  ///
  /// @param ver how far this goes; messages may be there as they were changed even later
  /// @param complete whether that is all. If not, it is too much, and the lists are empty: load the
  ///   history instead
  /// @param frameVer of the last event that changed what the conversation is besides its messages
  /// @param conversation where that is above the version, too
  /// @param created messages that are new since, oldest first
  /// @param updated messages that changed since, in the order of their last changes
  record Changes(
      long ver,
      boolean complete,
      long frameVer,
      @Nullable Conversation conversation,
      List<Message> created,
      List<Message> updated)
      implements Envelope {
    public Changes {
      created = List.copyOf(created);
      updated = List.copyOf(updated);
    }
  }

  /// Whom a message reached.
  ///
  /// @param read each of them is in `delivered` too
  record Receipts(List<Receipt> delivered, List<Receipt> read) implements Envelope {
    public Receipts {
      delivered = List.copyOf(delivered);
      read = List.copyOf(read);
    }

    /// @param at when the member's watermark moved last
    public record Receipt(String userId, Instant at) {}
  }

  /// How it stands with people.
  record Users(List<Presence> users) implements Envelope {
    public Users {
      users = List.copyOf(users);
    }
  }

  /// Where the caller's reading stands.
  record ReadState(long readSeq, long unreadCount) implements Envelope {}

  /// All that is unread.
  ///
  /// @param total without muted conversations
  /// @param conversations those that have anything unread, muted ones too
  record Unread(long total, Map<UUID, Long> conversations) implements Envelope {
    public Unread {
      conversations = Map.copyOf(conversations);
    }
  }
}
