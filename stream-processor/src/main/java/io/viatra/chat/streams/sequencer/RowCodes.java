package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;

/// Enums as rows hold them. They have codes of their own here, so that reordering their constants
/// does not change what old rows mean; a code is never given to another.
final class RowCodes {
  private RowCodes() {}

  static int code(ConversationType type) {
    return switch (type) {
      case DIRECT -> 1;
      case GROUP -> 2;
      case CHANNEL -> 3;
    };
  }

  static ConversationType type(int code) {
    return switch (code) {
      case 1 -> ConversationType.DIRECT;
      case 2 -> ConversationType.GROUP;
      case 3 -> ConversationType.CHANNEL;
      default -> throw unknown(code);
    };
  }

  static int code(Role role) {
    return switch (role) {
      case OWNER -> 1;
      case ADMIN -> 2;
      case MEMBER -> 3;
    };
  }

  static Role role(int code) {
    return switch (code) {
      case 1 -> Role.OWNER;
      case 2 -> Role.ADMIN;
      case 3 -> Role.MEMBER;
      default -> throw unknown(code);
    };
  }

  static int code(MessageType type) {
    return switch (type) {
      case TEXT -> 1;
      case IMAGE -> 2;
      case FILE -> 3;
      case AUDIO -> 4;
      case SYSTEM -> 5;
    };
  }

  static MessageType messageType(int code) {
    return switch (code) {
      case 1 -> MessageType.TEXT;
      case 2 -> MessageType.IMAGE;
      case 3 -> MessageType.FILE;
      case 4 -> MessageType.AUDIO;
      case 5 -> MessageType.SYSTEM;
      default -> throw unknown(code);
    };
  }

  static IllegalStateException unknown(int code) {
    return new IllegalStateException("code " + code + " in a row");
  }
}
