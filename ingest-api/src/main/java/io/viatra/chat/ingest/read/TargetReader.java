package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Messages by their id alone, as the paths of the API name them.
public final class TargetReader {
  private final Database database;

  public TargetReader(Database database) {
    this.database = database;
  }

  /// The message, deleted or not; empty for outsiders, and for what was said before the caller
  /// came.
  public Optional<Target> find(UUID messageId, String userId) {
    return database
        .read(dsl ->
            dsl.select(MESSAGES.fields())
                .select(MembershipReader.COLUMNS)
                .from(MESSAGES)
                .join(CONVERSATION_MEMBERS)
                .on(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(MESSAGES.CONVERSATION_ID))
                .join(CONVERSATIONS)
                .on(CONVERSATIONS.ID.eq(MESSAGES.CONVERSATION_ID))
                .where(MESSAGES.ID.eq(messageId))
                .and(CONVERSATION_MEMBERS.USER_ID.eq(userId))
                .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull())
                .fetchOptional(row -> new Target(MembershipReader.of(row), ref(row), content(row))))
        .filter(found -> found.message().seq() > found.me().floor());
  }

  private static MessageRef ref(Record row) {
    return new MessageRef(
        row.get(MESSAGES.ID),
        row.get(MESSAGES.SEQ),
        row.get(MESSAGES.SENDER_ID),
        Stored.constant(MessageType.class, row.get(MESSAGES.TYPE)),
        row.get(MESSAGES.CLIENT_MESSAGE_ID),
        row.get(MESSAGES.CREATED_AT));
  }

  private static @Nullable MessageContent content(Record row) {
    var body = body(row);
    return body == null
        ? null
        : new MessageContent(
            body,
            row.get(MESSAGES.REPLY_TO),
            Stored.value(row.get(MESSAGES.ATTACHMENT), Attachment.class),
            Stored.json(row.get(MESSAGES.METADATA)));
  }

  private static @Nullable MessageBody body(Record row) {
    return switch (row.get(MESSAGES.BODY_KIND)) {
      case null -> null;
      case "plain" -> new MessageBody.Plain(row.get(MESSAGES.BODY_TEXT));
      case String encrypted ->
          new MessageBody.Encrypted(
              row.get(MESSAGES.BODY_KEY_ID),
              row.get(MESSAGES.BODY_NONCE),
              row.get(MESSAGES.BODY_CIPHERTEXT));
    };
  }
}
