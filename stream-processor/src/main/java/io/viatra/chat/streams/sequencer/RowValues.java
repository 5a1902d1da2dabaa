package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.streams.RowReader;
import io.viatra.chat.streams.RowWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows to bytes and back. What the key says is not said again.
final class RowValues {
  private static final int VERSION = 1;

  /// Of members: when they came, and their settings.
  private static final int V2 = 2;

  private static final int PLAIN = 1;
  private static final int ENCRYPTED = 2;

  private RowValues() {}

  static byte[] of(Conversation row) {
    return new RowWriter(VERSION)
        .code(RowCodes.code(row.type()))
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
        RowCodes.type(in.code()),
        in.number(),
        in.number(),
        Math.toIntExact(in.number()),
        in.instant(),
        in.text(),
        new Fingerprint(in.bits(), in.bits()));
  }

  static byte[] of(Membership row) {
    var settings = row.settings().values();
    return new RowWriter(V2)
        .code(RowCodes.code(row.role()))
        .number(row.joinedSeq())
        .number(row.deliveredSeq())
        .number(row.readSeq())
        .instant(row.deliveredAt())
        .instant(row.readAt())
        .number(row.joinedVer())
        .number(row.settings().revision())
        .instant(settings.mutedUntil())
        .instant(settings.pinnedAt())
        .instant(settings.archivedAt())
        .code(settings.markedUnread() ? 1 : 0)
        .bytes();
  }

  static Membership membership(UUID id, String userId, byte[] value) {
    var in = new RowReader(value, V2);
    var role = RowCodes.role(in.code());
    long joined = in.number();
    long delivered = in.number();
    long read = in.number();
    var deliveredAt = in.instantIfPresent();
    var readAt = in.instantIfPresent();
    boolean old = in.version() < V2;
    long joinedVer = old ? 0 : in.number();
    var settings = old ? OwnSettings.NONE : settings(in);
    return new Membership(
        id, userId, role, joinedVer, joined, delivered, read, deliveredAt, readAt, settings);
  }

  private static OwnSettings settings(RowReader in) {
    long revision = in.number();
    var values =
        new MemberSettings(
            in.instantIfPresent(), in.instantIfPresent(), in.instantIfPresent(), in.code() == 1);
    return new OwnSettings(values, revision);
  }

  static byte[] of(Frame row) {
    var out = new RowWriter(VERSION);
    textIfPresent(out, row.name());
    textIfPresent(out, row.avatarUrl());
    textIfPresent(out, row.metadata() == null ? null : FrameJson.text(row.metadata()));
    return out.bytes();
  }

  static Frame frame(UUID id, byte[] value) {
    var in = new RowReader(value, VERSION);
    var name = textIfPresent(in);
    var avatarUrl = textIfPresent(in);
    var metadata = textIfPresent(in);
    return new Frame(id, name, avatarUrl, metadata == null ? null : FrameJson.node(metadata));
  }

  static byte[] of(ChangedMessage row) {
    var out =
        new RowWriter(VERSION)
            .uuid(row.messageId())
            .code(row.deleted() ? 1 : 0)
            .instant(row.editedAt());
    switch (row.body()) {
      case null -> out.code(0);
      case MessageBody.Plain(String text) -> out.code(PLAIN).text(text);
      case MessageBody.Encrypted(String keyId, String nonce, String ciphertext) ->
          out.code(ENCRYPTED).text(keyId).text(nonce).text(ciphertext);
    }
    return out.bytes();
  }

  static ChangedMessage changed(UUID id, long seq, byte[] value) {
    var in = new RowReader(value, VERSION);
    var messageId = in.uuid();
    boolean deleted = in.code() == 1;
    var editedAt = in.instantIfPresent();
    return new ChangedMessage(id, seq, messageId, deleted, body(in), editedAt);
  }

  private static @Nullable MessageBody body(RowReader in) {
    int kind = in.code();
    return switch (kind) {
      case 0 -> null;
      case PLAIN -> new MessageBody.Plain(in.text());
      case ENCRYPTED -> new MessageBody.Encrypted(in.text(), in.text(), in.text());
      default -> throw RowCodes.unknown(kind);
    };
  }

  private static void textIfPresent(RowWriter out, @Nullable String text) {
    out.code(text == null ? 0 : 1);
    if (text != null) {
      out.text(text);
    }
  }

  private static @Nullable String textIfPresent(RowReader in) {
    return in.code() == 0 ? null : in.text();
  }

  static byte[] of(RecentMessage row) {
    return new RowWriter(VERSION)
        .number(row.seq())
        .uuid(row.messageId())
        .text(row.senderId())
        .code(RowCodes.code(row.type()))
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
        RowCodes.messageType(in.code()),
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
}
