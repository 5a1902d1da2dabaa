package io.viatra.chat.readmodel.cache;

import java.util.UUID;

/// Names of entries, and how messages share them: a history is cut into blocks of [#BLOCK]
/// messages, counted from its first, so that every page of everybody meets the same few.
public final class CacheKeys {
  /// A page of 50 lies in two or three. Larger ones carry more that nobody asked for, smaller ones
  /// cost a key more for each page.
  public static final int BLOCK = 32;

  private static final String PREFIX = "chat:cache:";

  private CacheKeys() {}

  /// The block that holds a message; `seq` begins with 1, blocks with 0.
  public static long block(long seq) {
    return (seq - 1) / BLOCK;
  }

  /// A block of messages.
  public static String messages(UUID conversationId, long block) {
    return PREFIX + "messages:" + conversationId + ":" + block;
  }

  /// A conversation's newest message.
  public static String newest(UUID conversationId) {
    return PREFIX + "messages:" + conversationId + ":newest";
  }

  /// Who is in a conversation.
  public static String roster(UUID conversationId) {
    return PREFIX + "roster:" + conversationId;
  }
}
