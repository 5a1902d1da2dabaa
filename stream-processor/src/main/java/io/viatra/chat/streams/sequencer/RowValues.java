package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import java.util.UUID;

/// Rows to bytes and back. What the key says is not said again. Enums have codes of their own here,
/// so that reordering their constants does not change what old rows mean.
final class RowValues {
  private static final int VERSION = 1;

  private RowValues() {}

  static byte[] of(Conversation row) {
    return new RowWriter(VERSION)
        .code(code(row.type()))
        .number(row.ver())
        .number(row.lastSeq())
        .number(row.memberCount())
        .instant(row.createdAt())
        .text(row.createdBy())
        .bits(row.creation().high())
        .bits(row.creation().low())
        .bytes();
  }

  static Conversation conversation(UUID id, byte[] value) {
    var in = new RowReader(value, VERSION);
    return new Conversation(
        id,
        type(in.code()),
        in.number(),
        in.number(),
        Math.toIntExact(in.number()),
        in.instant(),
        in.text(),
        new Fingerprint(in.bits(), in.bits()));
  }

  static byte[] of(Membership row) {
    return new RowWriter(VERSION)
        .code(code(row.role()))
        .number(row.joinedSeq())
        .number(row.deliveredSeq())
        .number(row.readSeq())
        .instant(row.deliveredAt())
        .instant(row.readAt())
        .bytes();
  }

  static Membership membership(UUID id, String userId, byte[] value) {
    var in = new RowReader(value, VERSION);
    return new Membership(
        id,
        userId,
        role(in.code()),
        in.number(),
        in.number(),
        in.number(),
        in.instantIfPresent(),
        in.instantIfPresent());
  }

  static byte[] of(RecentMessage row) {
    return new RowWriter(VERSION)
        .number(row.seq())
        .uuid(row.messageId())
        .text(row.senderId())
        .code(code(row.type()))
        .instant(row.createdAt())
        .code(row.deleted() ? 1 : 0)
        .bytes();
  }

  static RecentMessage recent(UUID id, byte[] value) {
    var in = new RowReader(value, VERSION);
    return new RecentMessage(
        id,
        in.number(),
        in.uuid(),
        in.text(),
        messageType(in.code()),
        in.instant(),
        in.code() == 1);
  }

  static byte[] of(Acceptance row) {
    return new RowWriter(VERSION)
        .number(row.seq())
        .bits(row.body().high())
        .bits(row.body().low())
        .instant(row.at())
        .bytes();
  }

  static Acceptance acceptance(UUID id, String senderId, String clientMessageId, byte[] value) {
    var in = new RowReader(value, VERSION);
    return new Acceptance(
        id,
        senderId,
        clientMessageId,
        in.number(),
        new Fingerprint(in.bits(), in.bits()),
        in.instant());
  }

  /// Milliseconds, without building the row.
  static long acceptedAt(byte[] acceptance) {
    var in = new RowReader(acceptance, VERSION);
    in.number();
    in.bits();
    in.bits();
    return in.instant().toEpochMilli();
  }

  private static int code(ConversationType type) {
    return switch (type) {
      case DIRECT -> 1;
      case GROUP -> 2;
      case CHANNEL -> 3;
    };
  }

  private static ConversationType type(int code) {
    return switch (code) {
      case 1 -> ConversationType.DIRECT;
      case 2 -> ConversationType.GROUP;
      case 3 -> ConversationType.CHANNEL;
      default -> throw unknown(code);
    };
  }

  private static int code(Role role) {
    return switch (role) {
      case OWNER -> 1;
      case ADMIN -> 2;
      case MEMBER -> 3;
    };
  }

  private static Role role(int code) {
    return switch (code) {
      case 1 -> Role.OWNER;
      case 2 -> Role.ADMIN;
      case 3 -> Role.MEMBER;
      default -> throw unknown(code);
    };
  }

  private static int code(MessageType type) {
    return switch (type) {
      case TEXT -> 1;
      case IMAGE -> 2;
      case FILE -> 3;
      case AUDIO -> 4;
      case SYSTEM -> 5;
    };
  }

  private static MessageType messageType(int code) {
    return switch (code) {
      case 1 -> MessageType.TEXT;
      case 2 -> MessageType.IMAGE;
      case 3 -> MessageType.FILE;
      case 4 -> MessageType.AUDIO;
      case 5 -> MessageType.SYSTEM;
      default -> throw unknown(code);
    };
  }

  private static IllegalStateException unknown(int code) {
    return new IllegalStateException("code " + code + " in a row");
  }
}
